// SPDX-License-Identifier: Apache-2.0
package tornado.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/// The floor of an echo: a bare selector loop that writes back what it has read, whatever it is.
public final class FloorEcho {
  private static final ByteBuffer BYTES = ByteBuffer.allocateDirect(65_536);

  private FloorEcho() {}

  /// Serves on the port given.
  public static void main(String[] args) throws IOException {
    var selector = Selector.open();
    var server = ServerSocketChannel.open();
    server.bind(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0])), 1024);
    server.configureBlocking(false);
    server.register(selector, SelectionKey.OP_ACCEPT);
    Control.start();
    while (selector.isOpen()) {
      selector.select(FloorEcho::handle);
    }
  }

  private static void handle(SelectionKey key) {
    try {
      if (key.channel() instanceof ServerSocketChannel server) {
        SocketChannel channel = server.accept();
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        channel.register(key.selector(), SelectionKey.OP_READ);
      } else if (key.channel() instanceof SocketChannel channel) {
        BYTES.clear();
        if (channel.read(BYTES) < 0) {
          channel.close();
          return;
        }
        channel.write(BYTES.flip());
      }
    } catch (IOException e) {
      key.cancel();
    }
  }
}
