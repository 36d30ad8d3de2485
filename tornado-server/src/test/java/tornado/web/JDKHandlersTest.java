// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.SimpleFileServer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tornado.fixture.LogRecorder;
import tornado.web.jdk.JDKHandlers;
import tornado.wire.WireClient;
import tornado.wire.WireResponse;
import tornado.wire.WireServer;

/// Handlers of the JDK's HTTP server in an application. Python: wsgi_test.
final class JDKHandlersTest extends WebFixture {
  private WireClient serveJdk(HttpHandler handler) throws IOException {
    return serve(Application.builder().route("/app/.*", JDKHandlers.of("/app/", handler)));
  }

  private static void answer(HttpExchange exchange, int code, long length, String body)
      throws IOException {
    exchange.sendResponseHeaders(code, length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body.getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void handlerSeesTheRequest() throws IOException {
    WireClient client =
        serveJdk(exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          String seen =
              String.join(
                  " ",
                  exchange.getRequestMethod(),
                  exchange.getRequestURI().toString(),
                  exchange.getRequestHeaders().getFirst("x-one"),
                  exchange.getProtocol(),
                  exchange.getHttpContext().getPath(),
                  exchange.getRemoteAddress().getAddress().getHostAddress(),
                  exchange.getLocalAddress().toString(),
                  body);
          answer(exchange, 200, seen.length(), seen);
        });

    WireResponse response = client.post("/app/a%20b?c=d", "body", "X-One: 1");

    assertThat(response.body())
        .isEqualTo("POST /app/a%20b?c=d 1 HTTP/1.1 /app/ 127.0.0.1 a/<unresolved>:80 body");
  }

  @Test
  void fieldsAreTheHandlers() throws IOException {
    WireClient client =
        serveJdk(exchange -> {
          exchange.getResponseHeaders().add("Set-Cookie", "a=1");
          exchange.getResponseHeaders().add("Set-Cookie", "b=2");
          exchange.getResponseHeaders().set("Content-Type", "text/plain");
          exchange.getResponseHeaders().set("Connection", "close");
          answer(exchange, 201, 2, "ok");
        });

    WireResponse response = client.get("/app/");

    assertThat(response.status()).isEqualTo("201 Created");
    assertThat(response.all("Set-Cookie")).containsExactly("a=1", "b=2");
    assertThat(response.all("Content-Type")).containsExactly("text/plain");
    assertThat(response.field("Connection")).isEmpty();
    assertThat(client.get("/app/").body()).isEqualTo("ok");
  }

  @Test
  void lengthMayBeUnknown() throws IOException {
    WireClient client = serveJdk(exchange -> answer(exchange, 200, 0, "x".repeat(100_000)));

    WireResponse response = client.get("/app/");

    assertThat(response.body()).isEqualTo("x".repeat(100_000));
    assertThat(response.field("Transfer-Encoding")).isEqualTo("chunked");
  }

  @Test
  void answerWithoutABody() throws IOException {
    WireClient client = serveJdk(exchange -> exchange.sendResponseHeaders(204, -1));

    assertThat(client.get("/app/").code()).isEqualTo(204);
    assertThat(client.get("/app/").code()).isEqualTo(204);
  }

  @Test
  void filesOfTheJdksOwnHandler(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("a.txt"), "a file");
    WireClient client =
        serve(
            Application.builder()
                .route(
                    "/app/.*",
                    JDKHandlers.of(
                        "/app/", SimpleFileServer.createFileHandler(folder.toRealPath()))));

    assertThat(client.get("/app/a.txt").body()).isEqualTo("a file");
    assertThat(client.head("/app/a.txt").field("Content-Length")).isEqualTo("6");
    assertThat(client.get("/app/b.txt").code()).isEqualTo(404);
  }

  /// Both have to be there before either goes on.
  @Test
  void concurrentBarrier() throws IOException {
    var barrier = new CyclicBarrier(2);
    WireClient one =
        serveJdk(exchange -> {
          try {
            barrier.await(20, TimeUnit.SECONDS);
          } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IOException(e);
          }
          answer(exchange, 200, 2, "ok");
        });
    WireClient other = connect();

    one.send(WireClient.request("GET", "/app/"));
    other.send(WireClient.request("GET", "/app/"));

    assertThat(one.read().body()).isEqualTo("ok");
    assertThat(other.read().body()).isEqualTo("ok");
  }

  @Test
  void handlerThatDoesNotAnswerIsAnError() throws IOException {
    WireClient client = serveJdk(HttpExchange::close);

    try (LogRecorder log = LogRecorder.of("tornado.application")) {
      assertThat(client.get("/app/").code()).isEqualTo(500);
      assertThat(log.lines()).hasSize(1);
    }
  }

  @Test
  void bodyThatIsTooShortBreaksTheConnection() throws IOException {
    var logged = new CompletableFuture<Integer>();
    HttpHandler handler = exchange -> answer(exchange, 200, 10, "short");
    WireClient client =
        serve(
            Application.builder()
                .route("/.*", JDKHandlers.of("/", handler))
                .logFunction(request -> logged.complete(request.getStatus())));

    try (LogRecorder application = LogRecorder.of("tornado.application");
        LogRecorder general = LogRecorder.of("tornado.general")) {
      assertThatThrownBy(() -> client.get("/")).hasMessage("connection ended within a body");
      WireServer.get(logged);
      assertThat(application.lines()).hasSize(1);
      assertThat(general.lines()).hasSize(1);
    }
  }

  @Test
  void targetThatIsNoUriIsRefused() throws IOException {
    WireClient client = serveJdk(exchange -> answer(exchange, 200, 2, "ok"));

    try (LogRecorder log = LogRecorder.of("tornado.general")) {
      assertThat(client.get("/app/a|b").code()).isEqualTo(400);
      assertThat(log.lines()).singleElement().asString().contains("not a URI");
    }
  }
}
