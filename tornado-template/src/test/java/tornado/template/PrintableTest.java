// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tornado.fixture.Once;

/// Values whose text would be the name of a class and an address.
@Once
final class PrintableTest {
  /// A class that says nothing of itself.
  static final class Plain {}

  private static String render(String text, Object value) {
    return Template.of(text).generateString(Map.of("v", value));
  }

  private static void assertRefused(Object value, String problem) {
    assertThatThrownBy(() -> render("{{ v }}", value))
        .isInstanceOf(TemplateError.class)
        .hasMessage(problem + " at <string>:1");
  }

  @Test
  void whatHasNoTextIsAnError() {
    TemplateFunction function = _ -> "result";
    Supplier<String> supplier = () -> "result";

    assertRefused(function, "function is printed, not what it returns: put () behind it");
    assertRefused(
        CompletableFuture.completedFuture("result"),
        "future is printed, not what it becomes: await it in the program");
    assertRefused(supplier, "lambda has no text: print what it returns");
    assertRefused(new Plain(), "value has no text: its class overrides no toString: Plain");
    assertRefused(new int[] {1}, "array has no text: join its elements, or loop over them");
  }

  @Test
  void macrosAreCalledNotPrinted() {
    String macros = "{% import 'b' as m %}";
    var loader = Loader.of(Map.of("a", macros + "{{ m }}", "b", "", "c", macros + "{{ m.field }}"));

    assertThatThrownBy(() -> loader.load("a").generateString(Map.of()))
        .hasMessage("macros are printed: call one of them, as in forms.field() at a:1");
    assertThatThrownBy(() -> loader.load("c").generateString(Map.of()))
        .hasMessage("macro is read, not called: put () behind it: field at c:1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{% raw v %}",
        "{{ v | raw }}",
        "{{ v | escape('js') }}",
        "{{ v | nl2br }}",
        "{% autoescape 'js' %}{{ v }}"
      })
  void howeverItIsEscaped(String text) {
    assertThatThrownBy(() -> render(text, new Plain())).hasMessageStartingWith("value has no text");
  }

  @Test
  void whatHasOneIsPrinted() {
    assertThat(render("{{ v }}", List.of(1, 'a', true))).isEqualTo("[1, a, true]");
    assertThat(render("{{ v }}", Optional.of(1))).isEqualTo("Optional[1]");
    assertThat(render("{{ v }}", Thread.State.NEW)).isEqualTo("NEW");
    assertThat(render("{{ v }}", new AtomicInteger(7))).isEqualTo("7");
  }

  @Test
  void scriptsTakeWhatJSONKnows() {
    assertThat(render("{{ v | escape('json') }}", new int[] {1})).isEqualTo("[1]");
    assertThat(render("{% autoescape 'json' %}{{ v }}", new int[] {1})).isEqualTo("[1]");
  }

  @Test
  void whereMistakesAreNoErrorsItIsPrinted() {
    var loader = Loader.builder(TemplateSource.map(Map.of("a", "{{ v }}"))).strict(false).build();

    assertThat(loader.load("a").generateString(Map.of("v", new Plain()))).contains("Plain@");
  }
}
