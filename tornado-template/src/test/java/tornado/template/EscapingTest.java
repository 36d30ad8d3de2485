// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tornado.fixture.Once;

/// What is done to values for the places where HTML has them.
@Once
final class EscapingTest {
  private static String escape(String strategy, Object value) {
    return Template.of("{{ v | escape('" + strategy + "') }}").generateString(Map.of("v", value));
  }

  @Test
  void htmlFitsElementsAndQuotedAttributes() {
    assertThat(escape("html", "<a href='x' title=\"y\">&</a>"))
        .isEqualTo("&lt;a href=&#x27;x&#x27; title=&quot;y&quot;&gt;&amp;&lt;/a&gt;");
  }

  @Test
  void htmlIsTheDefault() {
    assertThat(Template.of("{{ v | escape }}").generateString(Map.of("v", "<"))).isEqualTo("&lt;");
  }

  @Test
  void urlFitsQueries() {
    assertThat(escape("url", "a b&c=d/é\"")).isEqualTo("a+b%26c%3Dd%2F%C3%A9%22");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://a.b/c?d=e#f:g",
        "HTTP://a.b",
        "mailto:a@b.c",
        "tel:+1",
        "/path:x",
        "path",
        "?q=a:b",
        "#a:b",
        "//a.b",
        ""
      })
  void hrefKeepsAddresses(String address) {
    assertThat(escape("href", address)).isEqualTo(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "\u0001java\tscript\r:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "blob:x",
        "view-source:x",
        "\u00a0javascript:x"
      })
  void hrefRunsNothing(String address) {
    assertThat(escape("href", address)).isEqualTo("#");
  }

  @Test
  void hrefFitsQuotedAttributes() {
    assertThat(escape("href", "/a?b=1&c=\"x\"")).isEqualTo("/a?b=1&amp;c=&quot;x&quot;");
  }

  @Test
  void jsFitsStringsInScriptsAndAttributes() {
    assertThat(escape("js", "</script>'\"\\\n\u2028é a.b(c)"))
        .isEqualTo("\\u003c\\u002fscript\\u003e\\u0027\\u0022\\u005c\\u000a\\u2028\\u00e9 a.b(c)");
  }

  @Test
  void jsKeepsTemplateLiteralsAndReferencesShut() {
    assertThat(escape("js", "`${x}`&lt;"))
        .isEqualTo("\\u0060\\u0024\\u007bx\\u007d\\u0060\\u0026lt;");
  }

  @Test
  void cssFitsIdentifiersAndStrings() {
    assertThat(escape("css", "a;b}</style>😀"))
        .isEqualTo("a\\3b b\\7d \\3c \\2f style\\3e \\1f600 ");
  }

  @Test
  void jsonFitsScripts() {
    assertThat(escape("json", Map.of("k", List.of("</script><!--", "it's & é", 1, true))))
        .isEqualTo(
            "{\"k\": [\"\\u003c\\/script\\u003e\\u003c!--\", \"it\\u0027s \\u0026 \\u00e9\", 1, true]}");
  }

  @Test
  void jsonFitsAttributesInSingleQuotes() {
    String page =
        Template.of("<p data-v='{{ v | escape('json') }}'>")
            .generateString(Map.of("v", List.of("' onclick='x", "&#39;", ">")));

    assertThat(page)
        .isEqualTo("<p data-v='[\"\\u0027 onclick=\\u0027x\", \"\\u0026#39;\", \"\\u003e\"]'>");
  }

  @Test
  void jsonHasAWordForNull() {
    var values = new HashMap<String, @Nullable Object>();
    values.put("v", null);

    assertThat(Template.of("{{ v | escape('json') }}").generateString(values)).isEqualTo("null");
    assertThat(Template.of("{% autoescape 'json' %}{{ v }}").generateString(values))
        .isEqualTo("null");
    assertThat(Template.of("{{ v | escape('js') }}{{ v }}").generateString(values)).isEmpty();
  }

  @Test
  void escapedValueIsNotEscapedAgain() {
    assertThat(Template.of("{{ v | escape | escape('html') }}").generateString(Map.of("v", "<")))
        .isEqualTo("&lt;");
  }

  /// What is safe in HTML may end a string of a script.
  @Test
  void markupIsTextWithinScripts() {
    String macro = "{% macro m(a) %}{{ a }}{% endmacro %}{% autoescape 'js' %}";
    var values = Map.of("v", "\\'", "html", new Markup("<b>"));

    assertThat(Template.of(macro + "{{ m(v) }}").generateString(values))
        .isEqualTo("\\u005c\\u0026#x27;");
    assertThat(Template.of(macro + "{{ html }}").generateString(values))
        .isEqualTo("\\u003cb\\u003e");
    assertThat(Template.of(macro + "{{ v | escape }}").generateString(values))
        .isEqualTo("\\u005c\\u0026#x27;");
  }

  @Test
  void partsOfScriptsAreNotEscapedAgainThere() {
    String script =
        "{% autoescape 'js' %}{% macro m(a) %}{{ a }}{% endmacro %}{{ m(v) }}{{ v | escape('js') }}{{ v | raw }}";

    assertThat(Template.of(script).generateString(Map.of("v", "'"))).isEqualTo("\\u0027\\u0027'");
  }

  @Test
  void autoescapeByName() {
    assertThat(
            Template.of("{% autoescape 'js' %}x = '{{ v }}'").generateString(Map.of("v", "'+x+'")))
        .isEqualTo("x = '\\u0027+x+\\u0027'");
  }

  @Test
  void numbersAndTruthsArePrintedInEachWay() {
    var template = Template.of("{{ i }} {{ l }} {{ d }} {{ b }} {{ t }}");

    assertThat(
            template.generateString(
                Map.of("i", 1, "l", -2L, "d", 1.5, "b", new BigDecimal("1E+3"), "t", true)))
        .isEqualTo("1 -2 1.5 1000 true");
  }

  /// A few characters may stand for billions of zeros.
  @Test
  void numbersAreNotWrittenOutForEver() {
    Map<String, ?> values =
        Map.of("large", new BigDecimal("1E+999999999"), "small", new BigDecimal("1E-999999999"));

    assertThat(Template.of("{{ large }} {{ small }}").generateString(values))
        .isEqualTo("1E+999999999 1E-999999999");
  }

  @Test
  void fractionsPrintAsJavaWritesThem() {
    Template template = Template.of("{{ small }} {{ large }} {{ wrong }} {% raw half %}");

    assertThat(
            template.generateString(
                Map.of("small", -1.0e-9, "large", 1.0e9, "wrong", Double.NaN, "half", 0.5)))
        .isEqualTo("-1.0E-9 1.0E9 NaN 0.5");
  }

  @Test
  void fractionsAreEscapedWherePointsMeanSomething() {
    assertThat(Template.of("{% autoescape 'css' %}{{ v }}").generateString(Map.of("v", 1.5)))
        .isEqualTo("1\\2e 5");
  }

  @Test
  void otherValuesAreEscapedByTheirText() {
    assertThat(Template.of("{{ v }}").generateString(Map.of("v", List.of("<"))))
        .isEqualTo("[&lt;]");
  }

  @Test
  void unknownStrategyIsAnError() {
    assertThatThrownBy(() -> escape("htlm", "<"))
        .isInstanceOf(TemplateError.class)
        .hasMessage(
            "escaping is unknown: htlm, not one of [css, href, html, js, json, json_encode, none, url,"
                + " url_escape, xhtml_escape] at <string>:1");
  }
}
