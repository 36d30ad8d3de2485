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

/// Connections that wait for their client too long, over the system's sockets. For how long is a matter of virtual time: `IdleTimesTest` and
/// `BodyTimesTest` of `tornado.times`.
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

  /// Connects a client and waits until the server knows it.
  private WireClient connected() throws IOException {
    WireClient client = server.connect();
    while (server.server().connectionCount() == 0) {
      server.turn();
    }
    return client;
  }
}
