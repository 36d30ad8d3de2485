// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tornado.fixture.Once;

/// Texts that are no templates, as in Tornado's `template_test.ParseErrorDetailTest` and more.
@Once
final class ParseErrorTest {
  private static ParseError failure(String text) {
    Loader loader = Loader.of(Map.of("foo.html", text));
    return catchThrowableOfType(ParseError.class, () -> loader.load("foo.html"));
  }

  @Test
  void details() {
    ParseError error = failure("\n\n{{");

    assertThat(error).hasMessageEndingWith(" at foo.html:3");
    assertThat(error.positions()).containsExactly(new TemplateError.Position("foo.html", 3));
    assertThat(error.excerpt()).isEqualTo("{{");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '`',
      textBlock =
          """
          {{ }} @ expression is empty
          {% %} @ tag has no name
          {% nonsense %} @ tag is unknown: nonsense
          {% endif %} @ endif stands in nothing that it could belong to
          {% else %} @ else stands in nothing that it could belong to
          {% if x %} @ if is not closed
          {% for x in y %} @ for is not closed
          {% block b %} @ block is not closed
          {% macro m() %} @ macro is not closed
          {% apply upper %} @ apply is not closed
          {% embed 'x' %} @ embed is not closed
          {% while x %} @ while is not closed
          {% try %} @ try is not closed
          {% filter upper %} @ filter is not closed
          {% if x %}{% elseif y %}{% else %} @ if is not closed
          {% for x in y %}{% else %} @ for is not closed
          {% try %}{% except %}{% finally %} @ try is not closed
          {% block b %}{% autoescape "js" %} @ block is not closed
          {% embed 'x' %}{% block b %} @ block is not closed
          {% endverbatim %} @ endverbatim stands in nothing that it could belong to
          {% elif x %} @ elif stands in nothing that it could belong to
          {% end %} @ end stands in nothing that it could belong to
          {% if x %}{% for y in z %}{% endif %} @ endif stands in nothing that it could belong to
          {% continue %} @ continue stands in no loop
          {% for x in y %}{% block b %}{% break %} @ break stands in no loop
          {% for x in y %}{% else %}{% break %} @ break stands in no loop
          {{ x | nonsense }} @ filter is unknown: nonsense
          {% apply nonsense %}{% endapply %} @ filter is unknown: nonsense
          {{ x is nonsense }} @ test is unknown: nonsense
          {% if x is not nonsense %}{% endif %} @ test is unknown: nonsense
          {% block b %}{% endblock %}{% block b %}{% endblock %} @ block is defined twice: b
          {% macro m() %}{% endmacro %}{% macro m() %}{% endmacro %} @ macro is defined twice: m
          {% extends 'a' %}{% extends 'b' %} @ extends stands here twice
          {% if x %}{% extends 'a' %}{% endif %} @ extends stands within another tag
          {% whitespace narrow %} @ whitespace mode is unknown: narrow
          {% comment x @ unclosed comment
          {% commentary %} @ tag is unknown: commentary
          {# comment @ unclosed comment
          {% verbatim %} @ unclosed verbatim tag
          {{ @ expected an expression but was the end
          {% @ tag has no name
          {{ x @ expected '}}' but was the end
          {% if x @ expected '%}' but was the end
          {{ x %} @ unexpected "}"
          {% if x }} @ unexpected "}"
          {% raw %} @ expected an expression but was '%}'
          {% set x = %} @ expected an expression but was '%}'
          {% set x %} @ expected '=' but was '%}'
          {% for x y %} @ expected 'in' but was 'y'
          {% from 'a' %} @ expected 'import' but was '%}'
          {% import 'a' as %} @ expected a name but was '%}'
          """)
  void namesTheProblem(String text, String problem) {
    ParseError error = failure(text);

    assertThat(error.problem()).isEqualTo(problem);
    assertThat(error.positions()).containsExactly(new TemplateError.Position("foo.html", 1));
  }

  @Test
  void nestingWithoutEndIsAnError() {
    ParseError error = failure("{{ " + "(".repeat(100_000) + "1" + ")".repeat(100_000) + " }}");

    assertThat(error.problem()).isEqualTo("tags or expressions nest too deep");
  }

  /// Cut short at any place they end in this error and no other.
  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '`',
      textBlock =
          """
          {{ name.of("x", 1)[2] | upper }}
          {% set x = {"a": [1, 2]} %}
          {% if a and not b %}{% elseif c %}{% else %}{% endif %}
          {% for x in 1..3 %}{{ loop.index }}{% else %}{% endfor %}
          {% include "a" with {"b": 1} %}
          {% from "a" import b as c, d %}
          {% import "a" as b %}
          {% block b %}{{ parent() }}{% endblock b %}
          {% macro m(a, b=1) %}{% endmacro %}
          {% autoescape "js" %}{% endautoescape %}
          {% apply upper | lower %}{% endapply %}
          {% module Entry(1, x=2) %}
          {{ "a #{b} c" }}
          """)
  void eachPrefixIsATemplateOrAParseError(String text) {
    for (int end = 0; end < text.length(); end++) {
      String prefix = text.substring(0, end);
      Loader loader = Loader.of(Map.of("foo.html", prefix));

      Throwable failure = catchThrowable(() -> loader.load("foo.html"));

      assertThat(failure)
          .as(prefix)
          .satisfiesAnyOf(
              none -> assertThat(none).isNull(),
              error -> assertThat(error).isInstanceOf(ParseError.class));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '`',
      textBlock =
          """
          {{ "a"("b") }}
          {{ x.y()() }}
          {{ 99999999999999999999 }}
          {{ ( }}
          {{ ] }}
          {{ 'a }}
          {{ a b }}
          {{ a. }}
          {{ a[ }}
          {{ {"a" 1} }}
          {% set true = 1 %}
          {% set %}
          {% for %}
          {% include %}
          {% extends %}
          {% import %}
          {% apply %}
          {% module %}
          {% module Entry %}
          {% block %}
          {% raw %}
          {% autoescape %}
          {% whitespace %}
          {% 1 %}
          """)
  void incompleteTagsAreErrors(String text) {
    assertThat(failure("\n" + text)).hasMessageContaining(" at foo.html:2");
  }

  @Test
  void backslashAtTheEndOfAnOpenStringIsAnError() {
    assertThat(failure("{{ \"a#{b}\\")).hasMessageContaining(" at foo.html:1");
    assertThat(failure("{# a \\")).hasMessageContaining(" at foo.html:1");
    assertThat(failure("{% verbatim %}\\")).hasMessageContaining(" at foo.html:1");
  }

  @Test
  void backslashAtTheEndIsText() {
    assertThat(Template.of("\\").generateString(Map.of())).isEqualTo("\\");
    assertThat(Template.of("{{ 1 }} \\\\").generateString(Map.of())).isEqualTo("1 \\\\");
  }
}
