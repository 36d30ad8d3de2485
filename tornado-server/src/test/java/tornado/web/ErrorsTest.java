// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import tornado.fixture.LogRecorder;
import tornado.wire.WireClient;
import tornado.wire.WireResponse;
import tornado.wire.WireServer;

/// What is thrown in a handler, and what becomes of it. Python: web_test, ErrorResponseTest, FinishExceptionTest and others.
final class ErrorsTest extends WebFixture {
  private static final String ERROR_500 =
      "<html><title>500: Internal Server Error</title><body>500: Internal Server Error</body></html>";

  private static String page(String text) {
    return "<html><title>" + text + "</title><body>" + text + "</body></html>";
  }

  private static <T extends Throwable> void throwAny(Throwable failure) throws T {
    @SuppressWarnings("unchecked") // an Error goes where an Exception is declared
    T any = (T) failure;
    throw any;
  }

  @Test
  void failureGivesOneLogged500AndAUsableConnection() throws IOException {
    WireClient client =
        serve(handler -> {
          handler.write("lost");
          handler.setHeader("X-Lost", "1");
          if (handler.request().path().equals("/fail")) {
            throw new IOException("checked");
          }
        });

    try (LogRecorder log = LogRecorder.of("tornado.application")) {
      WireResponse response = client.get("/fail");

      assertThat(response.status()).isEqualTo("500 Internal Server Error");
      assertThat(response.body()).isEqualTo(ERROR_500);
      assertThat(response.names())
          .containsExactly("Server", "Content-Type", "Date", "Vary", "Content-Length");
      assertThat(log.lines())
          .containsExactly(
              "ERROR Uncaught exception GET /fail (127.0.0.1)\n"
                  + "HTTPServerRequest(protocol='http', host='a', method='GET', uri='/fail',"
                  + " version='HTTP/1.1', remoteIp='127.0.0.1')");
    }
    assertThat(client.get("/").body()).isEqualTo("lost");
  }

  /// Errors too, as of a class that isn't there: a client must not wait for ever.
  @Test
  void everythingThrownIsAnswered() throws IOException {
    List<Throwable> failures =
        List.of(
            new NoClassDefFoundError("x"),
            new StackOverflowError(),
            new AssertionError(),
            new ExceptionInInitializerError(),
            new InterruptedException());
    WireClient client =
        serve(handler -> throwAny(failures.get(handler.getArgument("i", Integer.class, 0))));

    try (LogRecorder log = LogRecorder.of("tornado.application")) {
      for (int i = 0; i < failures.size(); i++) {
        assertThat(client.get("/?i=" + i).body()).isEqualTo(ERROR_500);
      }
      assertThat(log.lines()).hasSize(failures.size());
    }
  }

  @Test
  void waitForAFutureThatWasCancelledIsAFailureLikeAnother() throws IOException {
    WireClient client =
        serve(handler -> {
          var future = new CompletableFuture<String>();
          future.cancel(true);
          RequestHandler.await(future);
        });

    try (LogRecorder log = LogRecorder.of("tornado.application")) {
      assertThat(client.get("/").code()).isEqualTo(500);
      assertThat(log.lines()).hasSize(1);
    }
  }

  @Test
  void httpErrorIsItsStatusAndItsMessageIsForTheLog() throws IOException {
    WireClient client =
        serve(handler -> {
          throw new HTTPError(404, "no story {}");
        });

    try (LogRecorder log = LogRecorder.of("tornado.general")) {
      assertThat(client.get("/a").body()).isEqualTo(page("404: Not Found"));
      assertThat(log.lines()).containsExactly("WARN 404 GET /a (127.0.0.1): no story {}");
    }
  }

  @Test
  void httpErrorWithoutAMessageIsNotLogged() throws IOException {
    WireClient client =
        serve(handler -> {
          throw new HTTPError(503);
        });

    try (LogRecorder general = LogRecorder.of("tornado.general");
        LogRecorder application = LogRecorder.of("tornado.application")) {
      assertThat(client.get("/").status()).isEqualTo("503 Service Unavailable");
      assertThat(general.lines()).isEmpty();
      assertThat(application.lines()).isEmpty();
    }
  }

  @Test
  void httpErrorMayHaveAReasonOfItsOwn() throws IOException {
    WireClient client =
        serve(handler -> {
          throw new HTTPError(400, null, handler.getArgument("reason"));
        });

    WireResponse plain = client.get("/?reason=Foo+%26+'bar'");
    WireResponse unsafe = client.get("/?reason=%3Cb%3E");
    WireResponse split = client.get("/?reason=a%0d%0aX-Evil:+1");

    assertThat(plain.status()).isEqualTo("400 Foo & 'bar'");
    assertThat(plain.body()).isEqualTo(page("400: Foo &amp; &#x27;bar&#x27;"));
    assertThat(unsafe.status()).isEqualTo("400 Unknown");
    assertThat(split.status()).isEqualTo("400 Unknown");
  }

  @Test
  void httpErrorTellsAboutItself() {
    assertThat(new HTTPError(404)).hasMessage("HTTP 404: Not Found");
    assertThat(new HTTPError(404, "gone")).hasMessage("HTTP 404: Not Found (gone)");
    assertThat(new HTTPError(799, "x", "Odd")).hasMessage("HTTP 799: Odd (x)");
    assertThat(new HTTPError(799)).hasMessage("HTTP 799: Unknown");
    assertThat(new HTTPError(799, "x", "Odd"))
        .extracting(HTTPError::statusCode, HTTPError::logMessage, HTTPError::reason)
        .containsExactly(799, "x", "Odd");
  }

  @Test
  void finishException() throws IOException {
    WireClient client =
        serve(handler -> {
          handler.setStatus(402);
          handler.setHeader("X-Kept", "1");
          handler.write("a");
          throw handler.getArgument("b", null) == null ? new Finish() : new Finish("b");
        });

    WireResponse plain = client.get("/");
    WireResponse more = client.get("/?b=");

    assertThat(plain.status()).isEqualTo("402 Payment Required");
    assertThat(plain.field("X-Kept")).isEqualTo("1");
    assertThat(plain.body()).isEqualTo("a");
    assertThat(more.body()).isEqualTo("ab");
  }

  @Test
  void finishAfterFinishSaysNothing() throws IOException {
    WireClient client =
        serve(handler -> {
          handler.finish("a");
          throw new Finish("b");
        });

    assertThat(client.get("/").body()).isEqualTo("a");
    assertThat(client.get("/").body()).isEqualTo("a");
  }

  /// Fails when its answer is sent already.
  private static final class LateFailure extends RequestHandler {
    private final CompletableFuture<Boolean> logged;

    LateFailure(CompletableFuture<Boolean> logged) {
      this.logged = logged;
    }

    @Override
    public void get() {
      finish("done");
      throw new IllegalStateException("too late");
    }

    @Override
    protected void logException(Throwable failure) {
      super.logException(failure);
      logged.complete(true);
    }
  }

  @Test
  void failureAfterFinishIsOnlyLogged() throws IOException {
    var logged = new CompletableFuture<Boolean>();
    WireClient client = serve(() -> new LateFailure(logged));

    try (LogRecorder log = LogRecorder.of("tornado.application")) {
      assertThat(client.get("/").body()).isEqualTo("done");
      WireServer.get(logged);

      assertThat(log.lines()).hasSize(1);
      assertThat(client.exchange(WireClient.request("PUT", "/")).code()).isEqualTo(405);
    }
  }

  @Test
  void failureAfterTheHeadShowsAsTruncation() throws IOException {
    WireClient client =
        serve(handler -> {
          handler.write("partial");
          handler.flush();
          throw new IllegalStateException("broken");
        });

    try (LogRecorder application = LogRecorder.of("tornado.application");
        LogRecorder general = LogRecorder.of("tornado.general")) {
      client.send(WireClient.request("GET", "/").repeat(2));
      String response = client.readUntilGone();
      awaitEnd();

      assertThat(response).contains("7\r\npartial\r\n").doesNotContain("0\r\n\r\n", "500");
      assertThat(application.lines()).hasSize(1);
      assertThat(general.lines())
          .containsExactly("ERROR Cannot send error response after headers written");
    }
  }

  /// Notes what its logger is told.
  private static final class Noting extends RequestHandler {
    private final List<Throwable> logged;

    Noting(List<Throwable> logged) {
      this.logged = logged;
    }

    @Override
    public void get() {
      throw new HTTPError(404, "message");
    }

    @Override
    protected void logException(Throwable failure) {
      logged.add(failure);
    }
  }

  @Test
  void logExceptionMayLogElsewhere() throws IOException {
    List<Throwable> logged = new CopyOnWriteArrayList<>();
    WireClient client = serve(() -> new Noting(logged));

    assertThat(client.get("/").code()).isEqualTo(404);
    assertThat(logged)
        .singleElement()
        .hasToString("tornado.web.HTTPError: HTTP 404: Not Found (message)");
  }

  /// Fails, and once more while that is logged.
  private static final class FailingLogger extends RequestHandler {
    @Override
    public void get() {
      throw new IllegalStateException("get");
    }

    @Override
    protected void logException(Throwable failure) {
      throw new IllegalStateException("logger");
    }
  }

  @Test
  void buggyLogException() throws IOException {
    WireClient client = serve(FailingLogger::new);

    try (LogRecorder log = LogRecorder.of("tornado.application")) {
      assertThat(client.get("/").body()).isEqualTo(ERROR_500);
      assertThat(log.lines()).containsExactly("ERROR Error in exception logger");
    }
  }
}
