// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import tornado.fixture.LogRecorder;
import tornado.wire.WireClient;
import tornado.wire.WireServer;

/// Connections that end under a handler. Python: web_test, ConnectionCloseTest and ClientCloseTest.
final class ConnectionCloseTest extends WebFixture {
  private final CompletableFuture<Void> waiting = new CompletableFuture<>();
  private final CompletableFuture<Void> closed = new CompletableFuture<>();

  /// Waits for ever.
  private final class WaitingHandler extends RequestHandler {
    @Override
    public void get() {
      waiting.complete(null);
      await(new CompletableFuture<Void>());
    }

    @Override
    protected void onConnectionClose() {
      closed.complete(null);
    }
  }

  @Test
  void connectionClose() throws IOException {
    WireClient client = serve(WaitingHandler::new);
    client.send("GET / HTTP/1.0\r\n\r\n");
    WireServer.get(waiting);

    client.close();

    WireServer.get(closed);
  }

  @Test
  void clientClose() throws IOException {
    WireClient client =
        serve(handler -> {
          handler.request().connection().abort();
          handler.write("hello");
        });

    try (LogRecorder application = LogRecorder.of("tornado.application");
        LogRecorder general = LogRecorder.of("tornado.general")) {
      client.send(WireClient.request("GET", "/"));

      assertThat(client.readUntilGone().replace("<reset>", "")).isEmpty();
      awaitEnd();
      assertThat(application.lines()).isEmpty();
      assertThat(general.lines()).isEmpty();
    }
  }
}
