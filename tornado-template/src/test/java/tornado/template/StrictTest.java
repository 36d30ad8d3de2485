// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tornado.fixture.Once;

/// Names that don't exist.
@Once
final class StrictTest {

  private static Map<String, @Nullable Object> values() {
    var values = new HashMap<String, @Nullable Object>();
    values.put("m", Map.of("a", 1));
    values.put("l", List.of(1));
    values.put("s", "text");
    values.put("n", null);
    return values;
  }

  private static String lenient(String text) {
    return Loader.builder(TemplateSource.map(Map.of("a", text)))
        .strict(false)
        .build()
        .load("a")
        .generateString(values());
  }

  private static String strict(String text) {
    return Template.of(text).generateString(values());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ x }}",
        "{{ x.y }}",
        "{{ m.y }}",
        "{{ m['y'] }}",
        "{{ l[3] }}",
        "{{ l['y'] }}",
        "{{ n.y }}",
        "{{ s.y }}",
        "{% for i in x %}{% endfor %}",
        "{% if x %}{% endif %}",
        "{% if m.y %}{% endif %}"
      })
  void areErrorsOrNothing(String text) {
    assertThatThrownBy(() -> strict(text)).isInstanceOf(TemplateError.class);
    assertThat(lenient(text)).isEmpty();
  }

  @Test
  void errorNamesThem() {
    assertThatThrownBy(() -> strict("{{ x }}"))
        .hasMessage("'x' is undefined or null at <string>:1");
    assertThatThrownBy(() -> strict("{{ s.y }}"))
        .hasMessage("'y' is nothing that String has at <string>:1");
    assertThatThrownBy(() -> strict("{{ n.y }}"))
        .hasMessage("'n' is undefined or null at <string>:1");
    assertThatThrownBy(() -> strict("{{ m.a.b }}"))
        .hasMessage("'b' is nothing that Integer has at <string>:1");
  }

  /// Where the name comes from outside it must not write lines into the log.
  @Test
  void errorShowsTheBeginningOfAName() {
    String name = "a\n" + "b".repeat(100);

    assertThatThrownBy(() -> Template.of("{{ m[x] }}").generate(Map.of("m", Map.of(), "x", name)))
        .hasMessage("'a?%s' is nothing that a map has at <string>:1".formatted("b".repeat(62)));
    assertThatThrownBy(() -> Template.of("{% include x %}").generate(Map.of("x", "c".repeat(100))))
        .hasMessage(
            "template does not exist: %s, looked for in a map of 0 templates at <string>:1"
                .formatted("c".repeat(64)));
    assertThatThrownBy(() -> Template.of("{{ 1 | escape(x) }}").generate(Map.of("x", name)))
        .hasMessageStartingWith("escaping is unknown: a?%s, not".formatted("b".repeat(62)));
  }

  @Test
  void mayHaveADefault() {
    assertThat(strict("{{ x | default('d') }}{{ m.y | default('e') }}")).isEqualTo("de");
  }

  @Test
  void mayBeAskedFor() {
    assertThat(strict("{{ x is defined }} {{ s is defined }} {{ m.y is defined }}"))
        .isEqualTo("false true false");
  }

  @Test
  void nullIsAValue() {
    assertThat(strict("[{{ n }}]{% if n %}yes{% else %}no{% endif %}{{ n is null }}"))
        .isEqualTo("[]notrue");
  }

  @Test
  void functionsAndMethodsAreErrorsEitherWay() {
    assertThatThrownBy(() -> lenient("{{ f() }}"))
        .hasMessage("function or macro is unknown: f at a:1");
    assertThatThrownBy(() -> lenient("{{ s.f() }}"))
        .hasMessage("'f' is nothing that String has at a:1");
  }
}
