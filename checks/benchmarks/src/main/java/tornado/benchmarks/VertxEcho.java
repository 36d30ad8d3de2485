// SPDX-License-Identifier: Apache-2.0
package tornado.benchmarks;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.parsetools.RecordParser;

/// A line echo of a Vert.x NetServer, one event loop, lines found by its RecordParser.
public final class VertxEcho {
  private VertxEcho() {}

  /// Serves on the port given.
  public static void main(String[] args) {
    Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1))
        .createNetServer(new NetServerOptions().setTcpNoDelay(true))
        .connectHandler(socket ->
            RecordParser.newDelimited("\n", socket)
                .handler(line -> socket.write(line.appendByte((byte) '\n'))))
        .listen(Integer.parseInt(args[0]), "127.0.0.1")
        .onSuccess(_ -> Control.start());
  }
}
