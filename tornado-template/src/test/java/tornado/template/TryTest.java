// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import tornado.fixture.Once;
import tornado.ioloop.CancelledError;
import tornado.util.TimeoutError;

/// `{% try %}`.
@Once
final class TryTest {
  private static String render(String text) {
    return Template.of(text).generateString(Map.of("x", 0));
  }

  /// Tornado's `template_test.TemplateTest.test_try`.
  @Test
  void tryExceptElseFinally() {
    var template =
        Template.of(
            """
            {% try %}
            try{% set y = 1/x %}
            {% except %}-except
            {% else %}-else
            {% finally %}-finally
            {% endtry %}\
            """);

    assertThat(template.generateString(Map.of("x", 1))).isEqualTo("\ntry\n-else\n-finally\n");
    assertThat(template.generateString(Map.of("x", 0))).isEqualTo("\ntry-except\n-finally\n");
  }

  @Test
  void failureWithoutExceptGoesOnAfterFinally() {
    var pieces = new StringBuilder();

    assertThatThrownBy(() ->
            Template.of("{% try %}{{ 1/x }}{% finally %}last{% flush %}{% endtry %}")
                .generateTo(pieces, Map.of("x", 0)))
        .isInstanceOf(TemplateError.class);
    assertThat(pieces).hasToString("last");
  }

  @Test
  void missingNamesAreCaught() {
    assertThat(render("{% try %}{{ missing }}{% except %}none{% endtry %}")).isEqualTo("none");
  }

  @Test
  void variablesOfTheFailedPartEndWithIt() {
    assertThat(
            render(
                "{% try %}{% for y in [1] %}{{ 1/x }}{% endfor %}{% except %}{{ y is defined }}"
                    + "{% endtry %}"))
        .isEqualTo("false");
  }

  @Test
  void macroThatFailsLeavesTheVariablesHere() {
    assertThat(
            render(
                "{% macro m() %}{{ 1/0 }}{% endmacro %}"
                    + "{% try %}{{ m() }}{% except %}{{ x }}{% endtry %}"))
        .isEqualTo("0");
  }

  @Test
  void blocksAfterAFailureAreStillTheChilds() {
    var loader =
        Loader.of(
            Map.of(
                "a",
                "{% try %}{% block b %}{% endblock %}{% except %}failed {% endtry %}"
                    + "{% block c %}a{% endblock %}",
                "b",
                "{% extends 'a' %}{% block b %}{{ 1/0 }}{% endblock %}{% block c %}b{% endblock %}"));

    assertThat(loader.load("b").generateString(Map.of())).isEqualTo("failed b");
  }

  @Test
  void includeLoopIsCaughtAndLeavesRoom() {
    var loader =
        Loader.of(
            Map.of(
                "a", "{% try %}{% include 'b' %}{% except %}loop{% endtry %}{% include 'c' %}",
                "b", "{% include 'b' %}",
                "c", " c"));

    assertThat(loader.load("a").generateString(Map.of())).isEqualTo("loop c");
  }

  @Test
  void breakRunsFinallyInFull() {
    assertThat(
            render(
                "{% for y in 1..2 %}{% try %}{{ y }}{% break %}{% finally %}a{{ 'b' }}{% endtry %}"
                    + "lost{% endfor %}"))
        .isEqualTo("1ab");
  }

  @Test
  void cancellationIsNotTheTemplatesToCatch() {
    TemplateFunction cancelled =
        _ -> {
          throw new CancelledError("client left");
        };

    assertThatThrownBy(() ->
            Template.of("{% try %}{{ f() }}{% except %}caught{% endtry %}")
                .generate(Map.of("f", cancelled)))
        .isInstanceOf(CancelledError.class);
  }

  @Test
  void exceptTakesFailuresOfTheLibrary() {
    TemplateFunction late =
        _ -> {
          throw new TimeoutError("timed out after 200 ms");
        };

    assertThat(
            Template.of("{% try %}{{ f() }}{% except %}late{% endtry %}")
                .generateString(Map.of("f", late)))
        .isEqualTo("late");
  }

  @Test
  void checkedFailureOfAWaitIsNamedItself() {
    TemplateFunction failing =
        _ -> {
          throw new CompletionException(new IOException("disk gone"));
        };

    assertThatThrownBy(() -> Template.of("{{ f() }}").generate(Map.of("f", failing)))
        .hasMessage("IOException: disk gone at <string>:1");
  }

  @Test
  void partsStandInTheirOrder() {
    assertThatThrownBy(() -> render("{% try %}{% finally %}{% except %}{% endtry %}"))
        .hasMessageStartingWith("except stands in nothing");
    assertThatThrownBy(() -> render("{% try %}{% else %}{% endtry %}"))
        .hasMessageStartingWith("else stands in nothing");
    assertThatThrownBy(() -> render("{% try %}")).hasMessage("try is not closed at <string>:1");
  }
}
