// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tornado.fixture.Once;

/// `nl2br`, whose breaks are HTML and whose text is not.
@Once
final class LineBreaksTest {
  private static String render(String text) {
    var values = new HashMap<String, @Nullable Object>();
    values.put("v", "<a>\n&\r\nb\r");
    values.put("m", new Markup("<b>\n</b>"));
    values.put("n", null);
    TemplateFunction shout = arguments -> arguments.text(0).replace("<", "(");
    return Loader.builder(TemplateSource.map(Map.of("page", text)))
        .global("shout", shout)
        .build()
        .load("page")
        .generateString(values);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      textBlock =
          """
          {{ v | nl2br }} @ &lt;a&gt;<br />&amp;<br />b<br />
          {{ v | escape | nl2br }} @ &lt;a&gt;<br />&amp;<br />b<br />
          {% raw v | nl2br %} @ &lt;a&gt;<br />&amp;<br />b<br />
          {{ m | nl2br }} @ <b><br /></b>
          {{ 1 | nl2br }} @ 1
          [{{ n | nl2br }}] @ []
          {% set x = v | nl2br %}{{ x }} @ &lt;a&gt;<br />&amp;<br />b<br />
          """)
  void breaksLinesOfEscapedText(String text, String expected) {
    assertThat(render(text)).isEqualTo(expected);
  }

  @Test
  void breaksLinesOfWhatIsApplied() {
    assertThat(render("{% apply nl2br %}<i>\n{{ v }}</i>{% endapply %}"))
        .isEqualTo("<i><br />&lt;a&gt;<br />&amp;<br />b<br /></i>");
  }

  @Test
  void escapesAsIsUsualWhereItStands() {
    assertThat(render("{% autoescape 'none' %}{{ v | nl2br }}"))
        .isEqualTo("<a><br />&<br />b<br />");
    assertThat(render("{% autoescape shout %}{{ v | nl2br }}"))
        .isEqualTo("(a><br />&<br />b<br />");
  }

  /// Such as for `innerHTML`.
  @Test
  void withinAScriptItIsHTMLInAString() {
    assertThat(render("{% autoescape 'js' %}{{ v | nl2br }}"))
        .isEqualTo(
            Template.of("{{ v | escape('js') }}")
                .generateString(Map.of("v", render("{{ v | nl2br }}"))));
  }

  @Test
  void whatWasNotEscapedIsNotSafeElsewhere() {
    assertThat(render("{% autoescape 'none' %}{% set x = v | nl2br %}{% endautoescape %}{{ x }}"))
        .startsWith("&lt;a&gt;&lt;br /&gt;");
  }
}
