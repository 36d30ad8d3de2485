// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import static org.assertj.core.api.Assertions.assertThat;
import static tornado.ioloop.Async.await;

import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tornado.ioloop.IOLoop;
import tornado.netutil.ListeningSocket;
import tornado.netutil.Netutil;
import tornado.netutil.internal.TCPTransport;

/// Streams over Unix-domain sockets.
final class UnixIOStreamTest extends IOStreamContract {
  @TempDir private Path folder;

  @Override
  protected StreamPair connect(IOStreamOptions client, IOStreamOptions server) throws Exception {
    IOLoop current = IOLoop.current();
    try (ListeningSocket listener = Netutil.bindUnixSocket(folder.resolve("socket"))) {
      var accepted = new CompletableFuture<IOStream>();
      Runnable stop =
          onLoop(() ->
              Netutil.addAcceptHandler(
                  listener,
                  (connection, _) -> accepted.complete(new IOStream(current, connection, server))));
      var transport = new TCPTransport(SocketChannel.open(StandardProtocolFamily.UNIX));
      var near = new IOStream(current, transport, client);
      await(near.connect(listener.localAddress()));
      IOStream far = await(accepted);
      stop.run();
      return new StreamPair(near, far);
    }
  }

  @Test
  void thePeersAddressIsItsFile() {
    run(() -> {
      StreamPair pair = connect();

      assertThat(pair.client().remoteAddress())
          .isEqualTo(UnixDomainSocketAddress.of(folder.resolve("socket")));
      pair.client().setNodelay(true);
      assertThat(onLoop(() -> pair.client().closed())).isFalse();
    });
  }

  @Test
  void connectToAFileThatIsNotThereFails() {
    run(() -> {
      IOStream stream = IOStream.of(SocketChannel.open(StandardProtocolFamily.UNIX));
      var missing = UnixDomainSocketAddress.of(folder.resolve("missing"));

      StreamClosedError error = closedError(stream.connect(missing));

      assertThat(error.realError())
          .isInstanceOf(SocketException.class)
          .hasMessage("No such file or directory");
    });
  }

  @Test
  void connectToASocketThatNobodyListensOnIsRefused() {
    run(() -> {
      Path file = folder.resolve("stale");
      Netutil.bindUnixSocket(file).close();
      IOStream stream = IOStream.of(SocketChannel.open(StandardProtocolFamily.UNIX));

      StreamClosedError error = closedError(stream.connect(UnixDomainSocketAddress.of(file)));

      assertThat(error.realError())
          .isInstanceOf(SocketException.class)
          .hasMessageContaining("refused");
    });
  }
}
