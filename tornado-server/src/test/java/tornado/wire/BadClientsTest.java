// SPDX-License-Identifier: Apache-2.0
package tornado.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tornado.ioloop.Async;
import tornado.ioloop.CancelledError;
import tornado.web.Application;
import tornado.web.RequestHandler;

/// Clients that leave, break off, or shut one direction: each costs its own connection and no other.
class BadClientsTest {
  private final CompletableFuture<Boolean> started = new CompletableFuture<>();
  private final CompletableFuture<Boolean> cancelled = new CompletableFuture<>();
  private final CompletableFuture<Boolean> childCancelled = new CompletableFuture<>();
  private final CompletableFuture<Boolean> closed = new CompletableFuture<>();
  private final CompletableFuture<Boolean> detachedDone = new CompletableFuture<>();
  private final CompletableFuture<String> gate = new CompletableFuture<>();
  private WireServer server;

  private static final class EchoHandler extends RequestHandler {
    @Override
    public void get() {
      write(request().uri());
    }

    @Override
    public void post() {
      write(request().body());
    }
  }

  private final class WaitHandler extends RequestHandler {
    @Override
    public void get() {
      Async.detached(() -> detachedDone.complete(await(gate) != null));
      Async.spawn(() -> waitForGate(childCancelled));
      started.complete(true);
      write(waitForGate(cancelled));
    }

    @Override
    protected void onConnectionClose() {
      closed.complete(true);
    }
  }

  @BeforeEach
  void start() {
    server =
        new WireServer(
            Application.builder()
                .route("/echo", EchoHandler::new)
                .route("/wait", WaitHandler::new)
                .build());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private String waitForGate(CompletableFuture<Boolean> whenCancelled) {
    try {
      return Async.await(gate);
    } catch (CancelledError e) {
      whenCancelled.complete(true);
      throw e;
    }
  }

  @Test
  void clientThatLeavesCancelsItsRequestButNotWhatIsDetached() throws IOException {
    WireClient client = server.connect();
    client.send(WireClient.request("GET", "/wait"));
    WireServer.get(started);

    client.close();

    assertThat(WireServer.get(cancelled)).isTrue();
    assertThat(WireServer.get(childCancelled)).isTrue();
    assertThat(WireServer.get(closed)).isTrue();
    gate.complete("open");
    assertThat(WireServer.get(detachedDone)).isTrue();
  }

  @Test
  void clientThatResetsCancelsItsRequest() throws IOException {
    WireClient client = server.connect();
    client.send(WireClient.request("GET", "/wait"));
    WireServer.get(started);
    client.socket().setSoLinger(true, 0);

    client.close();

    assertThat(WireServer.get(cancelled)).isTrue();
    assertThat(WireServer.get(closed)).isTrue();
  }

  @Test
  void http10ClientThatHalfClosesHasLeft() throws IOException {
    try (WireClient client = server.connect()) {
      client.send("GET /wait HTTP/1.0\r\n\r\n");
      WireServer.get(started);

      client.socket().shutdownOutput();

      assertThat(client.readUntilGone()).isEmpty();
      assertThat(WireServer.get(cancelled)).isTrue();
    }
  }

  @Test
  void halfClosedClientGetsEveryAnswer() throws IOException {
    try (WireClient client = server.connect()) {
      client.send(WireClient.request("GET", "/wait") + WireClient.request("GET", "/echo"));
      client.socket().shutdownOutput();

      assertThat(client.readUntil("\r\n\r\n")).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
      gate.complete("waited");

      String answers = client.readAll().replace("HTTP/1.1 100 Continue\r\n\r\n", "");
      assertThat(answers)
          .startsWith("HTTP/1.1 200 OK")
          .contains("\r\n\r\nwaitedHTTP/1.1 200 OK")
          .endsWith("\r\n\r\n/echo");
      assertThat(closed).isNotDone();
    }
  }

  @Test
  void clientThatBreaksOffAmidARequestGetsNothing() throws IOException {
    for (String part : new String[] {"GET /echo HT", "GET /echo HTTP/1.1\r\nHost: a\r\n"}) {
      assertThat(breakingOff(part)).isEmpty();
    }
    assertThat(breakingOff(WireClient.request("POST", "/echo", "Content-Length: 10") + "abc"))
        .isEmpty();
    assertThat(
            breakingOff(
                WireClient.request("POST", "/echo", "Transfer-Encoding: chunked") + "3\r\nabc"))
        .isEmpty();
  }

  private @Nullable String breakingOff(String part) throws IOException {
    try (WireClient client = server.connect()) {
      client.send(part);
      client.socket().shutdownOutput();
      return client.readUntilGone();
    }
  }

  @Test
  void othersAreServedWhileClientsMisbehave() throws IOException {
    WireClient leaving = server.connect();
    try (WireClient stalling = server.connect();
        WireClient good = server.connect()) {
      stalling.send("GET / HTTP/1.1\r\nHo");
      leaving.send(WireClient.request("GET", "/wait"));
      WireServer.get(started);
      leaving.socket().setSoLinger(true, 0);
      leaving.close();

      assertThat(good.get("/echo").body()).isEqualTo("/echo");
      assertThat(good.get("/echo").body()).isEqualTo("/echo");
    }
  }
}
