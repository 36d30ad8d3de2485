// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import tornado.fixture.LogRecorder;
import tornado.httputil.HTTPServerRequest;
import tornado.wire.Answer;
import tornado.wire.WireClient;

/// Requests that handlers leave to something else. Python: wsgi_test and web_test, FallbackHandler.
final class FallbackHandlerTest extends WebFixture {
  private WireClient serveFallback(Consumer<HTTPServerRequest> fallback) throws IOException {
    return serve(
        Application.builder()
            .route("/web", handler(handler -> handler.write("web")))
            .route("/.*", () -> new FallbackHandler(fallback)));
  }

  @Test
  void fallbackAnswers() throws IOException {
    WireClient client =
        serveFallback(request -> Answer.with(request, request.path() + request.body().utf8()));

    assertThat(client.get("/other").body()).isEqualTo("/other");
    assertThat(client.post("/other", "+body").body()).isEqualTo("/other+body");
    assertThat(client.get("/web").body()).isEqualTo("web");
  }

  @Test
  void fallbackMayAnswerLater() throws IOException {
    WireClient client =
        serveFallback(request -> server().loop().addCallback(() -> Answer.with(request, "later")));

    assertThat(client.get("/").body()).isEqualTo("later");
    assertThat(client.get("/").body()).isEqualTo("later");
  }

  @Test
  void fallbackThatFailsIsAnErrorPage() throws IOException {
    WireClient client =
        serveFallback(_ -> {
          throw new IllegalStateException("broken");
        });

    try (LogRecorder log = LogRecorder.of("tornado.application")) {
      assertThat(client.get("/").code()).isEqualTo(500);
      assertThat(log.lines()).hasSize(1);
    }
  }
}
