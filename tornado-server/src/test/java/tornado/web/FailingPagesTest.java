// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tornado.fixture.FakeClock;
import tornado.fixture.LogRecorder;
import tornado.template.Loader;
import tornado.wire.WireClient;
import tornado.wire.WireResponse;

/// Pages that fail, however that is: an error page in their place and nothing of theirs.
final class FailingPagesTest extends WebFixture {
  private static Application.Builder application(String text) {
    return Application.builder()
        .templateLoader(
            Loader.of(Map.of("page.html", "<p>begun</p>" + text, "broken.html", "{% if true %}")))
        .uiMethod(
            "fail",
            (_, _) -> {
              throw new IOException("no database");
            });
  }

  /// Holds itself, so that it has no text.
  private static Map<String, Object> values() {
    var list = new ArrayList<Object>();
    list.add(List.of(list));
    return Map.of("endless", list);
  }

  private static void assertErrorPage(WireClient client, String target) throws IOException {
    try (LogRecorder log = LogRecorder.of("tornado.application")) {
      WireResponse answer = client.get(target);

      assertThat(answer.code()).isEqualTo(500);
      assertThat(answer.body()).doesNotContain("begun");
      assertThat(log.failures()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ missing }}",
        "{{ 1 / 0 }}",
        "{{ endless }}",
        "{{ endless | escape('json') }}",
        "{{ 'x' | escape('htlm') }}",
        "{{ nonsense() }}",
        "{{ fail() }}",
        "{{ staticUrl('a.css') }}",
        "{{ reverseUrl('nowhere') }}",
        "{% module Nothing() %}",
        "{% module linkify() %}",
        "{% include 'gone.html' %}",
        "{% include '../page.html' %}",
        "{% include 'broken.html' %}",
        "{% include 'page.html' %}",
        "{% block b %}{{ block('b') }}{% endblock %}",
        "{% for i in 1..9 %}",
        "{{ 'x' | nonsense }}",
        "{{ missing"
      })
  void failureIsAnErrorPage(String text) throws IOException {
    WireClient client =
        serve(
            application(text)
                .route("/whole", handler(handler -> handler.render("page.html", values())))
                .route(
                    "/streamed", handler(handler -> handler.renderStream("page.html", values()))));

    assertErrorPage(client, "/whole");
    assertErrorPage(client, "/streamed");
  }

  /// Where templates were looked for is for the log.
  @ParameterizedTest
  @ValueSource(strings = {"text/html", "application/json"})
  void folderOfTemplatesIsNotToldToClients(String type, @TempDir Path folder) throws IOException {
    WireClient client =
        serve(
            Application.builder()
                .templatePath(folder)
                .route("/", handler(handler -> handler.render("gone.html"))));

    try (LogRecorder log = LogRecorder.of("tornado.application")) {
      WireResponse answer = client.get("/", "Accept: " + type);

      assertThat(answer.code()).isEqualTo(500);
      assertThat(answer.body()).doesNotContain(folder.toString()).doesNotContain("gone.html");
      assertThat(log.failures())
          .singleElement()
          .satisfies(failure -> assertThat(failure).hasMessageContaining(folder.toString()));
    }
  }

  @Test
  void pageThatTakesTooLongIsAnErrorPage() throws IOException {
    var clock = new FakeClock();
    WireClient client =
        serve(
            application("{% while true %}{{ work() }}{% endwhile %}")
                .uiMethod(
                    "work",
                    (_, _) -> {
                      clock.advance(Duration.ofMillis(10));
                      return "x";
                    })
                .route(
                    ".*",
                    handler(handler ->
                        RequestHandler.withTimeout(
                            Duration.ofSeconds(1), () -> handler.render("page.html")))),
            clock);

    assertErrorPage(client, "/");
  }

  @Test
  void resourcesWithoutTheirPlaceAreAnErrorPage() throws IOException {
    WireClient client =
        serve(
            application("<head></head>{% module Styled() %}")
                .uiModule("Styled", StyledModule::new)
                .route(".*", handler(handler -> handler.render("page.html"))));

    assertErrorPage(client, "/");
  }

  private static final class StyledModule extends UIModule {
    @Override
    public String render(Object... args) {
      return "";
    }

    @Override
    protected String embeddedJavascript() {
      return "run()";
    }
  }
}
