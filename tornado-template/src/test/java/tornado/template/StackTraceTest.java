// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tornado.fixture.Once;

/// Where an error happened, as in Tornado's `template_test.StackTraceTest`.
@Once
final class StackTraceTest {
  private static TemplateError failure(String name, Map<String, String> templates) {
    Loader loader = Loader.of(templates);
    return catchThrowableOfType(
        TemplateError.class, () -> loader.load(name).generateString(Map.of()));
  }

  @Test
  void errorLineNumberExpression() {
    TemplateError error = failure("test.html", Map.of("test.html", "one\ntwo{{ 1/0 }}\nthree\n"));

    assertThat(error).hasMessage("ArithmeticException: / by zero at test.html:2");
    assertThat(error.excerpt()).isEqualTo("two{{ 1/0 }}");
  }

  @Test
  void errorLineNumberDirective() {
    TemplateError error =
        failure("test.html", Map.of("test.html", "one\ntwo{% if 1/0 %}\nthree{% endif %}\n"));

    assertThat(error).hasMessageEndingWith(" at test.html:2");
  }

  @Test
  void errorLineNumberModule() {
    var loader =
        Loader.of(
            Map.of("base.html", "{% module Template('sub.html') %}", "sub.html", "{{ 1/0 }}"));
    TemplateModules modules =
        (_, arguments) -> loader.load(arguments.text(0)).generateString(Map.of());

    var error =
        catchThrowableOfType(
            TemplateError.class,
            () -> loader.load("base.html").generateString(Map.of("modules", modules)));

    assertThat(error).hasMessageEndingWith(" at sub.html:1 (via base.html:1)");
  }

  @Test
  void errorLineNumberInclude() {
    TemplateError error =
        failure(
            "base.html", Map.of("base.html", "{% include 'sub.html' %}", "sub.html", "{{ 1/0 }}"));

    assertThat(error).hasMessageEndingWith(" at sub.html:1 (via base.html:1)");
  }

  /// Tornado names the base only, not the page that was asked for.
  @Test
  void errorLineNumberExtendsBaseError() {
    TemplateError error =
        failure(
            "sub.html", Map.of("base.html", "{{ 1/0 }}", "sub.html", "{% extends 'base.html' %}"));

    assertThat(error).hasMessageEndingWith(" at base.html:1 (via sub.html:1)");
  }

  @Test
  void errorLineNumberExtendsSubError() {
    TemplateError error =
        failure(
            "sub.html",
            Map.of(
                "base.html",
                "{% block 'block' %}{% endblock %}",
                "sub.html",
                "\n{% extends 'base.html' %}\n{% block 'block' %}\n{{ 1/0 }}\n{% endblock %}"));

    assertThat(error).hasMessageEndingWith(" at sub.html:4 (via base.html:1)");
  }

  @Test
  void errorInABaseNamesAllThatExtendIt() {
    TemplateError error =
        failure(
            "page.html",
            Map.of(
                "base.html", "\n{% include 'part.html' %}",
                "part.html", "{{ 1/0 }}",
                "layout.html", "\n{% extends 'base.html' %}",
                "page.html", "{% extends 'layout.html' %}"));

    assertThat(error)
        .hasMessageEndingWith(" at part.html:1 (via base.html:2, layout.html:2, page.html:1)");
  }

  @Test
  void multiIncludes() {
    TemplateError error =
        failure(
            "a.html",
            Map.of(
                "a.html", "{% include 'b.html' %}",
                "b.html", "{% include 'c.html' %}",
                "c.html", "{{ 1/0 }}"));

    assertThat(error).hasMessageEndingWith(" at c.html:1 (via b.html:1, a.html:1)");
    assertThat(error.positions())
        .containsExactly(
            new TemplateError.Position("c.html", 1),
            new TemplateError.Position("b.html", 1),
            new TemplateError.Position("a.html", 1));
  }

  @Test
  void errorInAMacroNamesMacroAndCall() {
    TemplateError error =
        failure(
            "page.html",
            Map.of(
                "page.html", "\n{% import 'macros.html' %}\n{{ half(0) }}",
                "macros.html", "{% macro half(x) %}\n\n{{ 1 / x }}{% endmacro %}"));

    assertThat(error).hasMessageEndingWith(" at macros.html:3 (via page.html:3)");
  }

  @Test
  void innermostLineCountsWithinAFile() {
    TemplateError error =
        failure(
            "test.html",
            Map.of(
                "test.html",
                "{% for i in [1] %}\n{% if true %}\n{{ 1/0 }}{% endif %}{% endfor %}"));

    assertThat(error).hasMessageEndingWith(" at test.html:3");
  }

  @Test
  void missingTemplateNamesWhoAskedForIt() {
    TemplateError error = failure("a.html", Map.of("a.html", "\n{% include 'dir/b.html' %}"));

    assertThat(error)
        .hasMessage(
            "template does not exist: dir/b.html, looked for in a map of 1 template at a.html:2");
    assertThat(error.excerpt()).isEqualTo("{% include 'dir/b.html' %}");
  }

  @Test
  void wrongTemplateNamesItsLineAndWhoIncludesIt() {
    TemplateError error =
        failure("a.html", Map.of("a.html", "{% include 'b.html' %}", "b.html", "\n{{ }}"));

    assertThat(error)
        .isInstanceOf(ParseError.class)
        .hasMessage("expression is empty at b.html:2 (via a.html:1)");
    assertThat(error.excerpt()).isEqualTo("{{ }}");
  }

  /// A trace through the language's own machinery would say the same again.
  @Test
  void mistakeOfATemplateHasNoCause() {
    for (String text :
        List.of(
            "{{ x }}",
            "{{ f() }}",
            "{{ 'a'.b }}",
            "{% include 'b' %}",
            "{{ 1/0 }}",
            "{{ [1] | slice(5, 9) }}",
            "{{ 'a'.substring(2) }}")) {
      TemplateError error = failure("a", Map.of("a", text));

      assertThat(error).as(text).hasNoCause().hasNoSuppressedExceptions();
    }
  }

  @Test
  void failureOfTheProgramIsTheCause() {
    var failure = new IllegalStateException("no");
    TemplateFunction failing =
        _ -> {
          throw failure;
        };

    assertThatThrownBy(() -> Template.of("{{ f() }}").generate(Map.of("f", failing)))
        .hasMessage("IllegalStateException: no at <string>:1")
        .hasCause(failure);
  }
}
