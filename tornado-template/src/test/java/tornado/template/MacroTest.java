// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tornado.fixture.Once;

/// Macros and their imports.
@Once
final class MacroTest {
  private static final String FIELDS =
      """
      {% macro field(name, type="text") %}<input name="{{ name }}" type="{{ type }}">{% endmacro %}\
      {% macro two(name) %}{{ field(name) }}{{ field(name, "date") }}{% endmacro %}\
      """;

  private static String render(String text) {
    return Loader.of(
            Map.of(
                "fields",
                FIELDS,
                "page",
                text,
                "part",
                "{% import 'fields' as f %}{{ f.field('p') }}"))
        .load("page")
        .generateString(Map.of("x", "<x>"));
  }

  @Test
  void parametersHaveDefaultsAndNames() {
    String macro = "{% macro m(a, b=2) %}{{ a }}{{ b }};{% endmacro %}";

    assertThat(render(macro + "{{ m(1) }}{{ m(1, 3) }}{{ m(b=4, a=5) }}{{ m() }}"))
        .isEqualTo("12;13;54;2;");
  }

  @Test
  void whatAMacroPrintsIsEscapedOnce() {
    assertThat(render("{% import 'fields' %}{{ field(x) }}"))
        .isEqualTo("<input name=\"&lt;x&gt;\" type=\"text\">");
  }

  @Test
  void macroCallsItsNeighbours() {
    assertThat(render("{% import 'fields' as f %}{{ f.two('d') }}"))
        .isEqualTo("<input name=\"d\" type=\"text\"><input name=\"d\" type=\"date\">");
  }

  @Test
  void macrosOfAnImportTakeValuesWithNames() {
    assertThat(render("{% import 'fields' as f %}{{ f.field(type='date', name='d') }}"))
        .isEqualTo("<input name=\"d\" type=\"date\">");
    assertThatThrownBy(() -> render("{% import 'fields' as f %}{{ f.field('d', kind=1) }}"))
        .hasMessage("macro field has no parameter kind at page:1");
  }

  @Test
  void importsMayBeChosenAndRenamed() {
    assertThat(render("{% from 'fields' import field as f, two %}{{ f('a') }}{{ two is defined }}"))
        .isEqualTo("<input name=\"a\" type=\"text\">false");
  }

  @Test
  void importsOfATemplateThatIsRenderedAgainWork() {
    var loader =
        Loader.of(
            Map.of("fields", FIELDS, "page", "{% from 'fields' import field %}{{ field(1) }}"));

    String first = loader.load("page").generateString(Map.of());

    assertThat(loader.load("page").generateString(Map.of())).isEqualTo(first);
  }

  @Test
  void importsOfATemplateThatIsIncludedAgainWork() {
    assertThat(render("{% for i in 1..2 %}{% include 'part' %}{% endfor %}"))
        .isEqualTo("<input name=\"p\" type=\"text\">".repeat(2));
  }

  @Test
  void childImportsForItsBlocks() {
    var loader =
        Loader.of(
            Map.of(
                "fields", FIELDS,
                "base", "{% block b %}{% endblock %}",
                "page",
                    "{% extends 'base' %}{% import 'fields' %}{% block b %}{{ field(1) }}{% endblock %}"));

    assertThat(loader.load("page").generateString(Map.of()))
        .isEqualTo("<input name=\"1\" type=\"text\">");
  }

  @Test
  void macroSeesFunctionsButNoVariables() {
    TemplateFunction shout = arguments -> arguments.text(0) + "!";
    var template =
        Template.of("{% macro m() %}{{ f('a') }}{{ x is defined }}{% endmacro %}{{ m() }}");

    assertThat(template.generateString(Map.of("f", shout, "x", 1))).isEqualTo("a!false");
  }

  @Test
  void macroThatCallsItselfForeverIsAnError() {
    assertThatThrownBy(() -> render("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}"))
        .isInstanceOf(TemplateError.class)
        .hasMessageStartingWith("nests deeper than 100, perhaps within itself: macro m at page:1");
  }

  @Test
  void wrongArgumentsAreErrors() {
    String macro = "{% macro m(a) %}{% endmacro %}";

    assertThatThrownBy(() -> render(macro + "{{ m(1, 2) }}"))
        .hasMessage("macro m takes 1 arguments, not 2 at page:1");
    assertThatThrownBy(() -> render(macro + "{{ m(b=2) }}"))
        .hasMessage("macro m has no parameter b at page:1");
  }

  @Test
  void missingMacrosAreErrors() {
    assertThatThrownBy(() -> render("{% from 'fields' import nonsense %}"))
        .hasMessage("fields has no macro nonsense at page:1");
    assertThatThrownBy(() -> render("{% import 'fields' as f %}{{ f.nonsense() }}"))
        .hasMessage("fields has no macro nonsense at page:1");
    assertThatThrownBy(() -> render("{{ nonsense() }}"))
        .hasMessage("function or macro is unknown: nonsense at page:1");
  }

  @Test
  void childsMacrosComeFirst() {
    String base = "{% macro m() %}base{% endmacro %}{{ m() }}{% block b %}{{ m() }}{% endblock %}";
    var loader =
        Loader.of(
            Map.of(
                "base", base,
                "plain", "{% extends 'base' %}",
                "own", "{% extends 'base' %}{% macro m() %}own{% endmacro %}",
                "lib", "{% macro m() %}lib{% endmacro %}",
                "imports", "{% extends 'base' %}{% import 'lib' %}"));

    assertThat(loader.load("plain").generateString(Map.of())).isEqualTo("basebase");
    assertThat(loader.load("own").generateString(Map.of())).isEqualTo("ownown");
    assertThat(loader.load("imports").generateString(Map.of())).isEqualTo("liblib");
  }

  @Test
  void importedMacroCallsItsNeighboursWhateverTheChildHas() {
    assertThat(
            render(
                "{% import 'fields' as f %}{% macro field(name) %}other{% endmacro %}{{ f.two('d') }}"))
        .doesNotContain("other");
  }

  /// Operators wrap what fails in their operands.
  @ParameterizedTest
  @ValueSource(strings = {"m() == 1", "1 + m()", "m() < 1", "[m()]", "\"#{m()}\"", "m() | upper"})
  void failureIsWhereItHappens(String expression) {
    String macro = "{% macro m() %}\n{{ 1/0 }}{% endmacro %}";

    assertThatThrownBy(() -> render(macro + "\n\n{{ " + expression + " }}"))
        .isInstanceOf(TemplateError.class)
        .hasMessage("ArithmeticException: / by zero at page:2");
    assertThat(render(macro + "{% try %}{{ " + expression + " }}{% except %}caught{% endtry %}"))
        .isEqualTo("caught");
  }
}
