// SPDX-License-Identifier: Apache-2.0
package tornado.times;

import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import tornado.ioloop.Async;
import tornado.iostream.IOStream;
import tornado.tcpserver.TCPServer;

/// A server that reads a request and says pieces of an answer, each after a while, and then nothing for ever.
final class Says extends TCPServer {
  private final Duration pause;
  private final List<String> pieces;

  Says(Duration pause, String... pieces) {
    this.pause = pause;
    this.pieces = List.of(pieces);
  }

  @Override
  protected void handleStream(IOStream stream, SocketAddress address) {
    await(stream.readUntil("\r\n\r\n"));
    for (String piece : pieces) {
      await(Async.sleep(pause));
      await(stream.write(piece));
    }
    await(new CompletableFuture<>());
  }
}
