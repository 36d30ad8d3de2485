// SPDX-License-Identifier: Apache-2.0
package tornado.netutil;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tornado.fixture.LeakFixture;
import tornado.ioloop.Async;
import tornado.ioloop.Transport;

/// Listeners that are closed, or never came to be, leave no socket behind.
final class ListenerLeakTest extends LeakFixture {
  @TempDir private Path folder;

  private void acceptOne(ListeningSocket socket) throws Exception {
    var accepted = new CompletableFuture<Transport>();
    var stop = Netutil.addAcceptHandler(socket, (connection, _) -> accepted.complete(connection));
    try (var _ = SocketChannel.open(socket.localAddress())) {
      Async.await(accepted).close();
    }
    stop.run();
    socket.close();
  }

  @Test
  void ofUnixSockets() {
    assertNothingStays(() -> acceptOne(Netutil.bindUnixSocket(folder.resolve("socket"))));
  }

  @Test
  void ofPorts() {
    assertNothingStays(() -> acceptOne(Netutil.bindSockets(0, "127.0.0.1").getFirst()));
  }

  @Test
  void ofPortsThatAreTaken() {
    try (ListeningSocket taken = Netutil.bindSockets(0, "127.0.0.1").getFirst()) {
      int port = ((InetSocketAddress) taken.localAddress()).getPort();

      assertNothingStays(() ->
          assertThatThrownBy(() -> Netutil.bindSockets(port, "127.0.0.1"))
              .isInstanceOf(BindFailedException.class));
    }
  }

  @Test
  void ofFilesThatCannotBe() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "text");

    assertNothingStays(() -> {
      assertThatThrownBy(() -> Netutil.bindUnixSocket(file)).isNotNull();
      assertThatThrownBy(() -> Netutil.bindUnixSocket(folder.resolve("x".repeat(120)))).isNotNull();
    });
  }
}
