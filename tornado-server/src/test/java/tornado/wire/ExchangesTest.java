// SPDX-License-Identifier: Apache-2.0
package tornado.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tornado.fixture.LogRecorder;
import tornado.httpserver.HTTPServerOptions;
import tornado.ioloop.Async;
import tornado.ioloop.CancelledError;
import tornado.web.Application;
import tornado.web.RequestHandler;

/// Exchanges as exact bytes: order, keep-alive, framing, and clients that behave badly.
class ExchangesTest {
  private final CountDownLatch cancelled = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final CountDownLatch detachedDone = new CountDownLatch(1);
  private final CountDownLatch childCancelled = new CountDownLatch(1);
  private final CountDownLatch started = new CountDownLatch(1);
  private WireServer server;

  private static final class EchoHandler extends RequestHandler {
    @Override
    public void get() {
      int millis = getArgument("ms", Integer.class, 0);
      if (millis > 0) {
        await(Async.sleep(Duration.ofMillis(millis)));
      }
      write(request().uri());
    }

    @Override
    public void post() {
      write(request().body());
    }
  }

  private static final class StreamHandler extends RequestHandler {
    @Override
    public void get() {
      write("abc");
      await(flush());
      write("de");
    }
  }

  private static final class FailHandler extends RequestHandler {
    @Override
    public void get() {
      if (getArgument("late", null) != null) {
        write("partial");
        flush();
      }
      throw new IllegalStateException("broken");
    }
  }

  private final class WaitHandler extends RequestHandler {
    @Override
    public void get() {
      Async.detached(() -> {
        await(Async.sleep(Duration.ofMillis(100)));
        detachedDone.countDown();
        return null;
      });
      Async.spawn(() -> {
        try {
          return await(Async.sleep(Duration.ofMinutes(1)));
        } catch (CancelledError e) {
          childCancelled.countDown();
          throw e;
        }
      });
      started.countDown();
      try {
        await(Async.sleep(Duration.ofMinutes(1)));
      } catch (CancelledError e) {
        cancelled.countDown();
        throw e;
      }
    }

    @Override
    protected void onConnectionClose() {
      closed.countDown();
    }
  }

  @BeforeEach
  void start() {
    server =
        new WireServer(
            Application.builder()
                .route("/echo.*", EchoHandler::new)
                .route("/stream", StreamHandler::new)
                .route("/fail", FailHandler::new)
                .route("/wait", WaitHandler::new)
                .build(),
            HTTPServerOptions.builder().idleConnectionTimeout(Duration.ofMillis(600)).build());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void pipelinedRequestsAreAnsweredInOrder() throws IOException {
    try (WireClient client = server.connect()) {
      client.send(
          get("/echo1?ms=100") + "\r\n" + get("/echo2") + get("/echo3?ms=10") + get("/echo4"));

      assertThat(client.readResponse()).endsWith("/echo1?ms=100");
      assertThat(client.readResponse()).endsWith("/echo2");
      assertThat(client.readResponse()).endsWith("/echo3?ms=10");
      assertThat(client.readResponse()).endsWith("/echo4");
    }
  }

  @Test
  void requestsFedByteByByteAreAnswered() throws IOException {
    try (WireClient client = server.connect()) {
      for (char c : (post("Content-Length: 5") + "hello" + get("/echo")).toCharArray()) {
        client.send(String.valueOf(c));
      }

      assertThat(client.readResponse()).endsWith("\r\n\r\nhello");
      assertThat(client.readResponse()).endsWith("\r\n\r\n/echo");
    }
  }

  @Test
  void chunkedBodyIsPutTogether() throws IOException {
    try (WireClient client = server.connect()) {
      client.send(post("Transfer-Encoding: chunked") + "4\r\nWiki\r\n00005\r\npedia\r\n0\r\n\r\n");

      assertThat(client.readResponse()).endsWith("\r\n\r\nWikipedia");
    }
  }

  @Test
  void streamedResponseIsChunked() throws IOException {
    try (WireClient client = server.connect()) {
      client.send(get("/stream"));

      String response = client.readUntil("0\r\n\r\n");

      assertThat(response)
          .contains("\r\nTransfer-Encoding: chunked\r\n")
          .doesNotContain("Etag", "Content-Length");
      assertThat(response).endsWith("\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");
    }
  }

  @Test
  void streamedResponseToHTTP10EndsWithTheConnection() throws IOException {
    try (WireClient client = server.connect()) {
      client.send("GET /stream HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");

      String response = client.readAll();

      assertThat(response)
          .doesNotContain("Transfer-Encoding", "Keep-Alive")
          .endsWith("\r\n\r\nabcde");
    }
  }

  @Test
  void keepAliveFollowsTheConnectionField() throws IOException {
    for (String close : new String[] {"close", "Close", "close, x", "x , CLOSE"}) {
      try (WireClient client = server.connect()) {
        client.send("GET /echo HTTP/1.1\r\nHost: a\r\nConnection: " + close + "\r\n\r\n");

        assertThat(client.readAll()).contains("\r\nConnection: close\r\n").endsWith("/echo");
      }
    }
    try (WireClient client = server.connect()) {
      client.send("GET /echo HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n");
      assertThat(client.readResponse()).contains("\r\nConnection: Keep-Alive\r\n");
      client.send("GET /echo HTTP/1.0\r\n\r\n");
      assertThat(client.readAll()).doesNotContain("Connection:").endsWith("/echo");
    }
  }

  @Test
  void expectContinueIsAnsweredBeforeTheBody() throws IOException {
    try (WireClient client = server.connect()) {
      client.send(post("Content-Length: 2\r\nExpect: 100-Continue"));
      assertThat(client.readUntil("\r\n\r\n")).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");

      client.send("ok");

      assertThat(client.readResponse()).startsWith("HTTP/1.1 200 OK").endsWith("ok");
    }
  }

  @Test
  void absoluteTargetIsRoutedByItsPath() throws IOException {
    try (WireClient client = server.connect()) {
      client.send("GET http://b.example/echo?x HTTP/1.1\r\nHost: a\r\n\r\n");

      assertThat(client.readResponse()).startsWith("HTTP/1.1 200 OK");
    }
  }

  @Test
  void headersOfRequestAndResponseMatchTornado() throws IOException {
    try (WireClient client = server.connect()) {
      client.send(get("/echo"));

      assertThat(client.readResponse())
          .matches(
              """
              HTTP/1\\.1 200 OK\r
              Server: TornadoServer/[0-9.]+\r
              Content-Type: text/html; charset=UTF-8\r
              Date: [A-Z][a-z]{2}, \\d\\d [A-Z][a-z]{2} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT\r
              Etag: "[0-9a-f]{40}"\r
              Content-Length: 5\r
              \r
              /echo\
              """);
    }
  }

  @Test
  void failingHandlerGivesOneLogged500AndAUsableConnection() throws IOException {
    try (WireClient client = server.connect();
        LogRecorder log = LogRecorder.of("tornado.application")) {
      client.send(get("/fail"));
      assertThat(client.readResponse())
          .startsWith("HTTP/1.1 500 Internal Server Error\r\n")
          .endsWith(
              "<html><title>500: Internal Server Error</title><body>500: Internal Server Error</body></html>");

      client.send(get("/echo"));

      assertThat(client.readResponse()).endsWith("/echo");
      assertThat(log.lines())
          .singleElement()
          .asString()
          .startsWith("ERROR Uncaught exception GET /fail (127.0.0.1)");
    }
  }

  @Test
  void failureAfterTheHeadShowsAsTruncation() throws IOException {
    try (WireClient client = server.connect();
        LogRecorder application = LogRecorder.of("tornado.application");
        LogRecorder general = LogRecorder.of("tornado.general")) {
      client.send(get("/fail?late=1"));

      String response = client.readUntilGone();

      assertThat(response).contains("7\r\npartial\r\n").doesNotContain("0\r\n\r\n");
      assertThat(application.lines()).hasSize(1);
      assertThat(general.lines())
          .containsExactly("ERROR Cannot send error response after headers written");
    }
  }

  @Test
  void clientThatLeavesCancelsItsRequest() throws Exception {
    WireClient client = server.connect();
    client.send(get("/wait"));
    assertThat(started.await(5, TimeUnit.SECONDS)).isTrue();

    client.close();

    assertThat(cancelled.await(5, TimeUnit.SECONDS)).isTrue();
    assertThat(closed.await(5, TimeUnit.SECONDS)).isTrue();
    assertThat(childCancelled.await(5, TimeUnit.SECONDS)).isTrue();
    assertThat(detachedDone.await(5, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void clientThatResetsCancelsItsRequest() throws Exception {
    WireClient client = server.connect();
    client.send(get("/wait"));
    assertThat(started.await(5, TimeUnit.SECONDS)).isTrue();
    client.socket().setSoLinger(true, 0);

    client.close();

    assertThat(cancelled.await(5, TimeUnit.SECONDS)).isTrue();
    assertThat(closed.await(5, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void halfClosedClientGetsEveryAnswer() throws IOException {
    try (WireClient client = server.connect()) {
      client.send(get("/echo1?ms=300") + get("/echo2"));
      client.socket().shutdownOutput();

      String answers = client.readAll().replace("HTTP/1.1 100 Continue\r\n\r\n", "");

      assertThat(answers)
          .startsWith("HTTP/1.1 200 OK")
          .contains("/echo1?ms=300HTTP/1.1 200 OK")
          .endsWith("/echo2");
    }
  }

  @Test
  void clientThatBreaksOffAmidARequestGetsNothing() throws IOException {
    try (WireClient client = server.connect()) {
      client.send(post("Content-Length: 10") + "abc");
      client.socket().shutdownOutput();

      assertThat(client.readUntilGone()).isEmpty();
    }
    try (WireClient client = server.connect()) {
      client.send("GET /echo HT");
      client.socket().shutdownOutput();

      assertThat(client.readUntilGone()).isEmpty();
    }
  }

  @Test
  void idleAndStallingConnectionsAreClosedWithoutAnAnswer() throws IOException {
    try (WireClient idle = server.connect();
        WireClient stalling = server.connect()) {
      stalling.send("GET / HTTP/1.1\r\nHo");

      assertThat(idle.readAll()).isEmpty();
      assertThat(stalling.readUntilGone()).isIn("", "<reset>");
    }
  }

  @Test
  void keepAliveConnectionIsClosedAfterItsIdleTime() throws IOException {
    try (WireClient client = server.connect()) {
      client.send(get("/echo"));
      client.readResponse();

      assertThat(client.readAll()).isEmpty();
    }
  }

  @Test
  void floodOfRequestsIsAnsweredOneByOne() throws Exception {
    int count = 5000;
    try (WireClient client = server.connect()) {
      Thread sender =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  client.send(get("/echo").repeat(count));
                } catch (IOException e) {
                  throw new IllegalStateException(e);
                }
              });
      for (int i = 0; i < count; i++) {
        assertThat(client.readResponse()).endsWith("/echo");
      }
      sender.join();
    }
  }

  @Test
  void earlyAnswerClosesWhenTheBodyIsUnread() throws IOException {
    try (WireClient client = server.connect()) {
      client.send(
          "POST /missing HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n0123456789"
              + get("/echo"));

      assertThat(client.readResponse()).startsWith("HTTP/1.1 404");
      assertThat(client.readResponse()).endsWith("/echo");
    } catch (SocketException e) {
      throw new AssertionError("an ordinary handler reads the body first", e);
    }
  }

  private static String get(String target) {
    return "GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n";
  }

  private static String post(String fields) {
    return "POST /echo HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n\r\n";
  }
}
