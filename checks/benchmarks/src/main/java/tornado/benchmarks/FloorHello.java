// SPDX-License-Identifier: Apache-2.0
package tornado.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/// The floor: a bare selector loop that parses nothing. It answers whatever comes in one read with the same bytes, so it shows what
/// the system and the JDK cost without any server.
public final class FloorHello {
  private static final byte[] ANSWER =
      """
      HTTP/1.1 200 OK\r
      Server: TornadoServer/0.1\r
      Content-Type: text/html; charset=UTF-8\r
      Date: Tue, 24 Nov 2026 00:00:00 GMT\r
      Etag: "e02aa1b106d5c7c6a98def2b13005d5b84fd8dc8"\r
      Content-Length: 12\r
      \r
      Hello, world\
      """
          .getBytes(StandardCharsets.US_ASCII);

  private static final ByteBuffer IN = ByteBuffer.allocateDirect(65_536);
  private static final ByteBuffer OUT = ByteBuffer.allocateDirect(ANSWER.length).put(ANSWER);

  private FloorHello() {}

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
      selector.select(FloorHello::handle);
    }
  }

  private static void handle(SelectionKey key) {
    try {
      if (key.channel() instanceof ServerSocketChannel server) {
        SocketChannel channel = server.accept();
        channel.configureBlocking(false);
        channel.register(key.selector(), SelectionKey.OP_READ);
      } else if (key.channel() instanceof SocketChannel channel) {
        IN.clear();
        if (channel.read(IN) < 0) {
          channel.close();
          return;
        }
        OUT.rewind();
        channel.write(OUT);
      }
    } catch (IOException e) {
      key.cancel();
    }
  }
}
