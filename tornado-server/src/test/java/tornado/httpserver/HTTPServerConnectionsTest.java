// SPDX-License-Identifier: Apache-2.0
package tornado.httpserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tornado.httputil.HTTPServerRequest;
import tornado.ioloop.Async;
import tornado.wire.Answer;
import tornado.wire.WireClient;
import tornado.wire.WireServer;

/// The connections of a server as a whole.
class HTTPServerConnectionsTest {
  private final CompletableFuture<HTTPServerRequest> slow = new CompletableFuture<>();
  private final CompletableFuture<Boolean> left = new CompletableFuture<>();
  private final WireServer server = new WireServer(new HTTPServer(this::answer));

  private void answer(HTTPServerRequest request) {
    if (request.path().equals("/slow")) {
      request.connection().setCloseCallback(() -> left.complete(true));
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
  void closeAllConnectionsClosesIdleAndBusyOnes() throws IOException {
    try (WireClient idle = server.connect();
        WireClient busy = server.connect();
        WireClient amidAHead = server.connect()) {
      idle.get("/");
      amidAHead.get("/");
      amidAHead.send("GET / HT");
      busy.send(WireClient.request("GET", "/slow"));
      WireServer.get(slow);

      WireServer.get(server.server().closeAllConnections());

      assertThat(server.server().connectionCount()).isZero();
      assertThat(idle.readUntilGone()).isIn("", "<reset>");
      assertThat(busy.readUntilGone()).isIn("", "<reset>");
      assertThat(amidAHead.readUntilGone()).isIn("", "<reset>");
      assertThat(WireServer.get(left)).isTrue();
    }
  }

  @Test
  void closeAllConnectionsCanBeCalledInACallback() throws IOException {
    try (WireClient client = server.connect()) {
      client.get("/");

      WireServer.get(server.onLoop(() -> server.server().closeAllConnections()));

      assertThat(client.readAll()).isEmpty();
    }
  }

  @Test
  void closeAllConnectionsCanBeAwaitedInACoroutine() throws IOException {
    try (WireClient client = server.connect()) {
      client.get("/");

      int left =
          WireServer.get(
              Async.spawn(
                  server.loop(),
                  () -> {
                    Async.await(server.server().closeAllConnections());
                    return server.server().connectionCount();
                  }));

      assertThat(left).isZero();
      assertThat(client.readAll()).isEmpty();
    }
  }

  @Test
  void closeAllConnectionsOfNoneIsDone() {
    assertThat(server.server().closeAllConnections()).isDone();
  }

  @Test
  void acceptingGoesOnAfterCloseAllConnections() throws IOException {
    WireServer.get(server.server().closeAllConnections());

    try (WireClient client = server.connect()) {
      assertThat(client.get("/").body()).isEqualTo("ok");
    }
  }

  @Test
  void stopLeavesConnectionsAlone() throws IOException {
    try (WireClient client = server.connect()) {
      client.send(WireClient.request("GET", "/slow"));
      HTTPServerRequest request = WireServer.get(slow);
      int port = server.server().port();

      server.server().stop();
      server.turn();

      assertThatThrownBy(() -> WireClient.connect(port)).isInstanceOf(ConnectException.class);
      Answer.with(request, "at last");
      assertThat(client.read().body()).isEqualTo("at last");
      assertThat(client.get("/").body()).isEqualTo("ok");
    }
  }

  @Test
  void connectionsThatEndAreForgotten() throws IOException {
    for (int i = 0; i < 10; i++) {
      try (WireClient client = server.connect()) {
        client.send(WireClient.request("GET", "/", "Connection: close"));
        client.readAll();
      }
    }

    server.turn();

    assertThat(server.server().connectionCount()).isZero();
  }
}
