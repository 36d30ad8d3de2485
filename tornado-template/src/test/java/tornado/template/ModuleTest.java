// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import tornado.ioloop.CancelledError;

/// `{% module %}`.
final class ModuleTest {
  private final TemplateModules modules =
      (name, arguments) -> "<" + name + " " + arguments.positional() + arguments.named() + ">";

  private String render(String text) {
    return Template.of(text).generateString(Map.of("modules", modules, "x", "<x>"));
  }

  @Test
  void getsArgumentsAndGoesIntoThePageAsItIs() {
    assertThat(render("{% module Entry(x, 1, show=true) %}"))
        .isEqualTo("<Entry [<x>, 1]{show=true}>");
  }

  @Test
  void mayBeCalledAsAFunction() {
    assertThat(render("{{ modules.Entry(x) }}")).isEqualTo("<Entry [<x>]{}>");
    assertThat(render("{{ modules.Entry(x, show=true) }}")).isEqualTo("<Entry [<x>]{show=true}>");
  }

  @Test
  void worksWithinMacrosAndIncludes() {
    assertThat(render("{% macro m() %}{% module A() %}{% endmacro %}{{ m() }}"))
        .isEqualTo("<A []{}>");
  }

  @Test
  void withoutModulesIsAnError() {
    assertThatThrownBy(() -> Template.of("{% module Entry() %}").generate(Map.of()))
        .isInstanceOf(TemplateError.class)
        .hasMessage("modules is missing in the namespace at <string>:1");
  }

  @Test
  void failureOfAModuleIsTheCause() {
    TemplateModules failing =
        (name, _) -> {
          throw new IllegalArgumentException("module is unknown: " + name);
        };

    assertThatThrownBy(() -> Template.of("\n{% module X() %}").generate(Map.of("modules", failing)))
        .isInstanceOf(TemplateError.class)
        .hasMessage("IllegalArgumentException: module is unknown: X at <string>:2")
        .hasCauseInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void exceptionsOfTheLibraryComeThroughWithTheirPlace() {
    var cancelled = new CancelledError("client left");
    TemplateModules failing =
        (_, _) -> {
          throw cancelled;
        };

    assertThatThrownBy(() -> Template.of("\n{% module X() %}").generate(Map.of("modules", failing)))
        .isSameAs(cancelled);
    assertThat(cancelled.getSuppressed()[0])
        .isInstanceOf(TemplateError.class)
        .hasMessage("raised at <string>:2");
  }
}
