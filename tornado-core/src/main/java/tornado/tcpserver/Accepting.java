// SPDX-License-Identifier: Apache-2.0
package tornado.tcpserver;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tornado.ioloop.IOLoop;
import tornado.netutil.AcceptCallback;
import tornado.netutil.ListeningSocket;
import tornado.netutil.Netutil;

/// How the connections of a socket are accepted.
///
/// @param loop who accepts
/// @param callback takes a connection
/// @param stopper stops accepting
///
/// **Thread**: any.
record Accepting(IOLoop loop, AcceptCallback callback, Runnable stopper) {
  /// Starts accepting on the current loop.
  static Accepting start(ListeningSocket socket, AcceptCallback callback) {
    return new Accepting(IOLoop.current(), callback, Netutil.addAcceptHandler(socket, callback));
  }

  void stop() {
    stopper.run();
  }

  /// Stops accepting, and closes the socket behind the last connection that has arrived.
  ///
  /// @return done once it is closed
  CompletableFuture<@Nullable Void> closeAfterRest(ListeningSocket socket) {
    var closed = new CompletableFuture<@Nullable Void>();
    if (!loop.running()) {
      socket.close();
      stop();
      closed.complete(null);
      return closed;
    }
    loop.addCallback(() -> {
      stop();
      // The loop lets go of the channel at the end of this turn.
      loop.addCallback(() -> {
        Netutil.closeAfterRest(socket, callback);
        closed.complete(null);
      });
    });
    return closed;
  }
}
