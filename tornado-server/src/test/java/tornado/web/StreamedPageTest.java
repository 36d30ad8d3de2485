// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import tornado.fixture.LogRecorder;
import tornado.ioloop.Async;
import tornado.template.Loader;
import tornado.template.TemplateFunction;
import tornado.wire.WireClient;

/// Pages that are sent while they are made.
final class StreamedPageTest extends WebFixture {
  /// Brings a style sheet and a script.
  private static final class Styled extends UIModule {
    private final String name;

    Styled(String name) {
      this.name = name;
    }

    @Override
    public String render(Object... args) {
      return name;
    }

    @Override
    protected List<String> cssFiles() {
      return List.of("/" + name + ".css");
    }

    @Override
    protected List<String> javascriptFiles() {
      return List.of("/" + name + ".js");
    }
  }

  private WireClient page(String text, Map<String, ?> values) throws IOException {
    return serve(
        Application.builder()
            .templateLoader(Loader.of(Map.of("page.html", text)))
            .uiModule("Early", () -> new Styled("early"))
            .uiModule("Late", () -> new Styled("late"))
            .route(".*", handler(handler -> handler.renderStream("page.html", values))));
  }

  @Test
  void whatIsBeforeAFlushIsSentAtOnce() throws IOException {
    var gate = new CompletableFuture<String>();
    TemplateFunction wait = _ -> Async.await(gate);
    WireClient client =
        page("<p>first</p>{% flush %}{{ wait() }}<p>last</p>", Map.of("wait", wait));
    client.send(WireClient.request("GET", "/"));

    String first = client.readUntil("first</p>");
    gate.complete("then");

    assertThat(first).contains("Transfer-Encoding: chunked");
    assertThat(client.readUntil("last</p>")).contains("then");
  }

  @Test
  void stylesOfLateModulesStandAtTheEnd() throws IOException {
    WireClient client =
        page(
            "{% set early = modules.Early() %}<head></head>{% flush %}<body>{% module Late() %}</body></html>",
            Map.of());

    assertThat(client.get("/").body())
        .isEqualTo(
            """
            <head><link href="/early.css" type="text/css" rel="stylesheet"/>
            </head><body>late<link href="/late.css" type="text/css" rel="stylesheet"/>
            <script src="/early.js" type="text/javascript"></script><script src="/late.js" type="text/javascript"></script>
            </body></html>\
            """);
  }

  @Test
  void pageWithoutAFlushIsOnePiece() throws IOException {
    WireClient client = page("<body>{{ 1 }}</body>", Map.of());

    assertThat(client.get("/").body()).isEqualTo("<body>1</body>");
  }

  /// It is too late for the cookie then.
  @Test
  void pageWithoutFormsMayFollowWhatWasSent() throws IOException {
    WireClient client =
        serve(
            Application.builder()
                .templateLoader(Loader.of(Map.of("page.html", "<p>page")))
                .xsrfCookies(true)
                .route(
                    ".*",
                    handler(handler -> {
                      handler.write("<!doctype html>");
                      Async.await(handler.flush());
                      handler.renderStream("page.html", Map.of());
                    })));

    assertThat(client.get("/").body()).isEqualTo("<!doctype html><p>page");
  }

  @Test
  void failureBeforeTheFirstFlushIsAnErrorPage() throws IOException {
    WireClient client = page("<p>{{ missing.name }}{% flush %}", Map.of());

    try (LogRecorder log = LogRecorder.of("tornado.application")) {
      assertThat(client.get("/").code()).isEqualTo(500);
      assertThat(log.lines()).hasSize(1);
    }
  }

  @Test
  void failureAfterTheFirstFlushEndsTheConnection() throws IOException {
    WireClient client = page("<p>begun</p>{% flush %}{{ missing.name }}", Map.of());

    try (LogRecorder log = LogRecorder.of("tornado.application");
        LogRecorder general = LogRecorder.of("tornado.general")) {
      client.send(WireClient.request("GET", "/"));
      String all = client.readUntilGone();

      assertThat(all).contains("begun").doesNotContain("\r\n0\r\n");
      assertThat(log.failures()).hasSize(1);
      assertThat(general.lines())
          .containsExactly("ERROR Cannot send error response after headers written");
    }
  }
}
