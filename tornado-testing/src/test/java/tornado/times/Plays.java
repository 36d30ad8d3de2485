// SPDX-License-Identifier: Apache-2.0
package tornado.times;

import java.net.SocketAddress;
import tornado.iostream.IOStream;
import tornado.tcpserver.TCPServer;

/// A server whose side of each connection a test writes, step by step. A connection is closed when its side is over.
final class Plays extends TCPServer {
  /// The server's side of a connection, as a coroutine.
  @FunctionalInterface
  interface Side {
    void play(IOStream client) throws Exception;
  }

  private final Side side;

  Plays(Side side) {
    this.side = side;
  }

  /// Reads the head of a request.
  static String readHead(IOStream client) {
    return await(client.readUntil("\r\n\r\n")).utf8();
  }

  @Override
  protected void handleStream(IOStream stream, SocketAddress address) throws Exception {
    side.play(stream);
    stream.close();
  }
}
