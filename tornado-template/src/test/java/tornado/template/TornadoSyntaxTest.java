// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tornado.fixture.Once;

/// Braces that are printed, and comments, as in Tornado's `template_test.TemplateTest.test_escaping`.
@Once
final class TornadoSyntaxTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '`',
      textBlock =
          """
          {{! @ {{
          {%! @ {%
          {#! @ {#
          {{ 'expr' }} {{!jquery expr}} @ expr {{jquery expr}}
          {{{ 1 }}} @ {1}
          {{{{ 1 }}}} @ {{1}}
          { 1 } {} {a} @ { 1 } {} {a}
          {%! if x %}{{ 1 }}{#! c #} @ {% if x %}1{# c #}
          {# {{! #}x{{! @ x{{
          {% verbatim %}{{! x }}{% endverbatim %}{{!x @ {{! x }}{{x
          a{% comment it's, "any" {{ text %}b @ ab
          {%comment%}b @ b
          {{!{% comment {{! %}{{! @ {{{{
          {{ "{{!" }}{{! @ {{!{{
          """)
  void escaping(String text, String expected) {
    assertThat(Template.of(text).generateString(Map.of())).isEqualTo(expected);
  }

  @Test
  void verbatimKeepsWhiteSpace() {
    assertThat(render("a{% verbatim %} \n {{ b }} {% endverbatim %} c"))
        .isEqualTo("a \n {{ b }}  c");
    assertThat(render("{% verbatim %}  {% endverbatim %}")).isEqualTo("  ");
    assertThat(render("a {%- verbatim -%}  {{!  {%- endverbatim -%} c")).isEqualTo("a{{!c");
  }

  @Test
  void verbatimWithoutEndIsAnError() {
    assertThatThrownBy(() -> render("{% verbatim %}  x")).isInstanceOf(ParseError.class);
    assertThatThrownBy(() -> render("{% verbatim")).isInstanceOf(ParseError.class);
    assertThatThrownBy(() -> render("{% verbatim x %}{% endverbatim %}"))
        .isInstanceOf(ParseError.class);
  }

  private static String render(String text) {
    return Template.of(text).generateString(Map.of());
  }

  @Test
  void linesStayTheSame() {
    assertThatThrownBy(() -> Template.of("{{!\n{{{\n1/0}}}\n{%!").generateString(Map.of()))
        .hasMessageEndingWith(" at <string>:2");
  }
}
