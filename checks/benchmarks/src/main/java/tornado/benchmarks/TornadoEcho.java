// SPDX-License-Identifier: Apache-2.0
package tornado.benchmarks;

import java.net.SocketAddress;
import tornado.ioloop.IOLoop;
import tornado.iostream.IOStream;
import tornado.tcpserver.TCPServer;

/// A line echo of ours: a coroutine for each connection, which reads a line and writes it back.
public final class TornadoEcho {
  private TornadoEcho() {}

  /// Echoes lines.
  private static final class EchoServer extends TCPServer {
    @Override
    protected void handleStream(IOStream stream, SocketAddress address) {
      stream.setNodelay(true);
      while (true) {
        await(stream.write(await(stream.readUntil("\n"))));
      }
    }
  }

  /// Serves on the port given.
  public static void main(String[] args) {
    new EchoServer().listen(Integer.parseInt(args[0]), "127.0.0.1");
    Control.start();
    IOLoop.current().start();
  }
}
