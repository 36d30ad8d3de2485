// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tornado.fixture.LogRecorder;
import tornado.wire.WireClient;
import tornado.wire.WireResponse;
import tornado.wire.WireServer;

/// Error pages: sendError, writeError, stack traces. Python: web_test, ErrorResponseTest, RaiseWithReasonTest and others.
final class ErrorPagesTest extends WebFixture {
  @Test
  void sendErrorMayHaveAReason() throws IOException {
    WireClient client =
        serve(handler -> {
          handler.setHeader("X-Gone", "1");
          handler.write("gone");
          handler.sendError(503, "Nope", null);
        });

    WireResponse response = client.get("/");

    assertThat(response.status()).isEqualTo("503 Nope");
    assertThat(response.body())
        .isEqualTo("<html><title>503: Nope</title><body>503: Nope</body></html>");
    assertThat(response.names()).doesNotContain("X-Gone");
  }

  @Test
  void sendErrorEndsTheAnswer() throws IOException {
    WireClient client =
        serve(handler -> {
          handler.sendError(403);
          assertThat(handler.finished()).isTrue();
        });

    assertThat(client.get("/").status()).isEqualTo("403 Forbidden");
    assertThat(client.get("/").status()).isEqualTo("403 Forbidden");
  }

  @Test
  void sendErrorOfNotModifiedHasNoPage() throws IOException {
    WireClient client = serve(handler -> handler.sendError(304));

    assertThat(client.get("/").names()).containsExactly("Server", "Date");
    assertThat(client.get("/").status()).isEqualTo("304 Not Modified");
  }

  @Test
  void sendErrorAfterFinishIsOnlyLogged() throws IOException {
    var sent = new CompletableFuture<Boolean>();
    WireClient client =
        serve(handler -> {
          handler.finish("done");
          handler.sendError(500);
          sent.complete(true);
        });

    try (LogRecorder log = LogRecorder.of("tornado.general")) {
      assertThat(client.get("/").body()).isEqualTo("done");
      WireServer.get(sent);

      assertThat(log.lines())
          .containsExactly("ERROR Cannot send error response after headers written");
      assertThat(client.exchange(WireClient.request("PUT", "/")).code()).isEqualTo(405);
    }
  }

  /// Writes error pages of its own.
  private static final class OwnPages extends RequestHandler {
    @Override
    public void get() {
      throw new HTTPError(404, null, "Odd");
    }

    @Override
    public void post() {
      sendError(503);
    }

    @Override
    public void put() {
      sendError(418, null, new IllegalStateException("cause"));
    }

    @Override
    protected void writeError(int statusCode, @Nullable Throwable cause) {
      setHeader("Content-Type", "text/plain");
      write(statusCode + " " + (cause == null ? "none" : cause.getMessage()));
      if (statusCode == 503) {
        finish();
      }
    }
  }

  @Test
  void writeError() throws IOException {
    WireClient client = serve(OwnPages::new);

    WireResponse thrown = client.get("/");

    assertThat(thrown.status()).isEqualTo("404 Odd");
    assertThat(thrown.field("Content-Type")).isEqualTo("text/plain");
    assertThat(thrown.body()).isEqualTo("404 HTTP 404: Odd");
    assertThat(client.post("/", "").body()).isEqualTo("503 none");
    assertThat(client.exchange(WireClient.request("PUT", "/")).body()).isEqualTo("418 cause");
  }

  /// Fails in its error page.
  private static final class FailingPages extends RequestHandler {
    @Override
    public void get() {
      sendError(403);
    }

    @Override
    public void post() {
      sendError(403);
    }

    @Override
    protected void writeError(int statusCode, @Nullable Throwable cause) throws Exception {
      write("half a page");
      if (request().method().equals("GET")) {
        throw new IOException("exception in write_error");
      }
      throw new StackOverflowError();
    }
  }

  @Test
  void failedWriteError() throws IOException {
    WireClient client = serve(FailingPages::new);

    try (LogRecorder log = LogRecorder.of("tornado.application")) {
      WireResponse response = client.get("/");

      assertThat(response.status()).isEqualTo("403 Forbidden");
      assertThat(response.body()).isEmpty();
      assertThat(log.lines()).containsExactly("ERROR Uncaught exception in write_error");
    }
    try (LogRecorder log = LogRecorder.of("tornado.application")) {
      assertThat(client.post("/", "").status()).isEqualTo("403 Forbidden");
      assertThat(log.lines()).containsExactly("ERROR Uncaught exception in write_error");
    }
  }

  private Application.Builder failing() {
    return Application.builder()
        .route(
            ".*",
            handler(handler -> {
              throw new IllegalStateException("secret of the application");
            }));
  }

  @Test
  void serveTracebackShowsTheTrace() throws IOException {
    WireClient client = serve(failing().serveTraceback(true));

    try (LogRecorder _ = LogRecorder.of("tornado.application")) {
      WireResponse response = client.get("/");

      assertThat(response.status()).isEqualTo("500 Internal Server Error");
      assertThat(response.field("Content-Type")).isEqualTo("text/plain; charset=UTF-8");
      assertThat(response.body())
          .startsWith("java.lang.IllegalStateException: secret of the application")
          .contains("\tat tornado.web.");
    }
  }

  @Test
  void debugTurnsTracesOn() throws IOException {
    WireClient client = serve(failing().debug(true));

    try (LogRecorder _ = LogRecorder.of("tornado.application")) {
      assertThat(client.get("/").body()).startsWith("java.lang.IllegalStateException: ");
    }
  }

  @Test
  void tracesCanBeOffInDebug() throws IOException {
    WireClient client = serve(failing().debug(true).serveTraceback(false));

    try (LogRecorder _ = LogRecorder.of("tornado.application")) {
      assertThat(client.get("/").body()).doesNotContain("secret");
    }
  }

  @Test
  void tracesAreOffByDefault() throws IOException {
    WireClient client = serve(failing());

    try (LogRecorder _ = LogRecorder.of("tornado.application")) {
      assertThat(client.get("/").body()).doesNotContain("secret");
    }
  }
}
