// SPDX-License-Identifier: Apache-2.0
package tornado.httpserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tornado.fixture.FakeClock;
import tornado.fixture.LogRecorder;
import tornado.httputil.HTTPServerRequest;
import tornado.wire.Answer;
import tornado.wire.WireClient;
import tornado.wire.WireServer;

/// How long connections may wait for their client. Python: httpserver_test, IdleTimeoutTest and BodyLimitsTest.
class TimeoutsTest {
  private static final Duration ALMOST_AN_HOUR = Duration.ofHours(1).minusSeconds(1);
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final FakeClock clock = new FakeClock();
  private final CompletableFuture<HTTPServerRequest> slow = new CompletableFuture<>();
  private final WireServer server =
      new WireServer(
          new HTTPServer(
              this::answer, HTTPServerOptions.builder().bodyTimeout(Duration.ofMinutes(1)).build()),
          clock);

  private void answer(HTTPServerRequest request) {
    if (request.path().equals("/slow")) {
      slow.complete(request);
    } else {
      Answer.with(request, "ok");
    }
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void unusedConnection() throws IOException {
    try (WireClient client = connected()) {
      server.advance(clock, ALMOST_AN_HOUR);
      assertThat(server.server().connectionCount()).isEqualTo(1);

      server.advance(clock, SECOND);

      assertThat(client.readAll()).isEmpty();
    }
  }

  @Test
  void idleAfterUse() throws IOException {
    try (WireClient client = connected()) {
      server.advance(clock, ALMOST_AN_HOUR);
      client.get("/");
      server.advance(clock, ALMOST_AN_HOUR);
      assertThat(client.get("/").body()).isEqualTo("ok");

      server.advance(clock, ALMOST_AN_HOUR.plus(SECOND));

      assertThat(client.readAll()).isEmpty();
    }
  }

  @Test
  void headThatStallsIsIdleTime() throws IOException {
    try (WireClient client = connected()) {
      client.send("GET / HTTP/1.1\r\nHo");
      server.advance(clock, ALMOST_AN_HOUR);
      client.send("st: a\r\n");
      server.turn();

      server.advance(clock, SECOND);

      assertThat(client.readUntilGone()).isIn("", "<reset>");
    }
  }

  @Test
  void handlingIsNoIdleTime() throws IOException {
    try (WireClient client = connected()) {
      client.send(WireClient.request("GET", "/slow"));
      HTTPServerRequest request = WireServer.get(slow);
      server.advance(clock, Duration.ofHours(5));

      server.onLoop(() -> {
        Answer.with(request, "at last");
        return null;
      });

      assertThat(client.read().body()).isEqualTo("at last");
      server.advance(clock, ALMOST_AN_HOUR);
      assertThat(client.get("/").body()).isEqualTo("ok");
    }
  }

  @Test
  void bodyTimeout() throws IOException {
    try (WireClient client = connected();
        LogRecorder log = LogRecorder.of("tornado.general")) {
      client.send(WireClient.request("POST", "/", "Content-Length: 10", "Expect: 100-continue"));
      client.readUntil("\r\n\r\n");
      client.send("abc");
      server.advance(clock, Duration.ofSeconds(59));
      assertThat(server.server().connectionCount()).isEqualTo(1);

      server.advance(clock, SECOND);

      assertThat(client.readUntilGone()).isIn("", "<reset>");
      assertThat(log.lines()).containsExactly("INFO Timeout reading body");
    }
  }

  @Test
  void bodyThatComesInTimeLeavesNoTimer() throws IOException {
    try (WireClient client = connected()) {
      client.post("/", "abc");
      server.advance(clock, Duration.ofMinutes(2));

      assertThat(client.get("/").body()).isEqualTo("ok");
    }
  }

  /// Connects a client and waits until the server knows it.
  private WireClient connected() throws IOException {
    WireClient client = server.connect();
    while (server.server().connectionCount() == 0) {
      server.turn();
    }
    return client;
  }
}
