// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tornado.template.Loader;
import tornado.wire.WireClient;

/// Modules and functions of pages. Python: web_test, UIMethodUIModuleTest.
final class UITest extends WebFixture {
  private final AtomicInteger made = new AtomicInteger();

  private final class EntryModule extends UIModule {
    private int appearances;

    EntryModule() {
      made.incrementAndGet();
    }

    @Override
    public String render(Object... args) {
      appearances++;
      return "%s %d %s %s;".formatted(args[0], appearances, request().path(), locale().code());
    }
  }

  private WireClient servePage(Body body) throws IOException {
    return serve(
        Application.builder()
            .uiModule("Entry", EntryModule::new)
            .uiMethod("shout", (handler, args) -> args[0] + "! " + handler.request().method())
            .route("/.*", handler(body)));
  }

  @Test
  void moduleIsMadeOnceARequest() throws IOException {
    WireClient client =
        servePage(handler -> {
          handler.write(handler.ui().module("Entry", "a"));
          handler.write(handler.ui().module("Entry", "b"));
          assertThat(handler.ui().used()).hasSize(1);
        });

    assertThat(client.get("/x").body()).isEqualTo("a 1 /x en_US;b 2 /x en_US;");
    assertThat(client.get("/x").body()).isEqualTo("a 1 /x en_US;b 2 /x en_US;");
    assertThat(made).hasValue(2);
  }

  @Test
  void uiMethod() throws IOException {
    WireClient client =
        servePage(handler -> handler.write(String.valueOf(handler.ui().method("shout", "hey"))));

    assertThat(client.get("/").body()).isEqualTo("hey! GET");
  }

  @Test
  void builtInModules() throws IOException {
    WireClient client =
        servePage(handler -> {
          handler.write(handler.ui().module("linkify", "see http://a.example"));
          handler.write(handler.ui().module("xsrf_form_html"));
        });

    assertThat(client.get("/").body())
        .contains("<a href=\"http://a.example\">", "<input type=\"hidden\" name=\"_xsrf\"");
  }

  @Test
  void builtInModulesTakeTheirOptions() throws IOException {
    WireClient client =
        serve(
            Application.builder()
                .templateLoader(
                    Loader.of(
                        Map.of(
                            "page.html",
                            "{% module linkify(\"a.example www.b.example\", extra_params=\"rel=nofollow\", require_protocol=false) %}")))
                .route(".*", handler(handler -> handler.render("page.html"))));

    assertThat(client.get("/").body())
        .isEqualTo("a.example <a href=\"http://www.b.example\" rel=nofollow>www.b.example</a>");
  }

  @Test
  void unknownNamesAreNamed() throws IOException {
    WireClient client =
        servePage(handler -> {
          assertThatThrownBy(() -> handler.ui().module("Nothing"))
              .hasMessage(
                  "no UI module is named Nothing: give it to Application.builder().uiModule()");
          assertThatThrownBy(() -> handler.ui().method("nothing"))
              .hasMessage(
                  "no UI method is named nothing: give it to Application.builder().uiMethod()");
          handler.write("ok");
        });

    assertThat(client.get("/").body()).isEqualTo("ok");
  }

  /// As that of a program whose compiler knows nothing of JSpecify.
  private static final class NullModule extends UIModule {
    @Override
    @SuppressWarnings("NullAway") // That is what the test is about.
    public String render(Object... args) {
      return null;
    }
  }

  @Test
  void moduleThatRendersNullIsNamed() throws IOException {
    WireClient client =
        serve(
            Application.builder()
                .uiModule("Nothing", NullModule::new)
                .route(
                    "/",
                    handler(handler -> {
                      assertThatThrownBy(() -> handler.ui().module("Nothing"))
                          .isInstanceOf(IllegalStateException.class)
                          .hasMessage("module Nothing has rendered null: return \"\" for nothing");
                      handler.write("ok");
                    })));

    assertThat(client.get("/").body()).isEqualTo("ok");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "1a", "linkify"})
  void namesAreChecked(String name) {
    assertThatThrownBy(() -> Application.builder().uiModule(name, EntryModule::new))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void methodsBeginWithASmallLetter() {
    assertThatThrownBy(() -> Application.builder().uiMethod("Shout", (_, _) -> ""))
        .hasMessage("name of a UI method begins with no small letter: Shout");
  }
}
