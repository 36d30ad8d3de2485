// SPDX-License-Identifier: Apache-2.0
package tornado.tcpserver;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import tornado.ioloop.IOLoop;
import tornado.netutil.AcceptCallback;
import tornado.netutil.internal.Accepted;

/// A loop on a thread of its own that serves connections which another loop accepts.
///
/// ```
/// running --end--> ending --the connections are closed, or the grace is over--> ended
///    \--somebody stops the loop----------------------------------------------/
/// ```
///
/// A connection that is handed over is either served or closed, whenever the loop ends.
///
/// **Thread**: any.
final class ServingLoop {
  /// How long connections may take to close once the loop shall end.
  static final Duration GRACE = Duration.ofSeconds(1);

  private final IOLoop loop;
  private final AcceptCallback entrance;

  /// Connections that were handed over and that the loop has not taken.
  private final Queue<Accepted> arrived = new ConcurrentLinkedQueue<>();

  private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();
  private volatile boolean ending;
  private volatile boolean closed;

  /// Makes a loop that does not run yet.
  ///
  /// @param entrance what takes a connection on this loop
  ServingLoop(IOLoop loop, AcceptCallback entrance) {
    this.loop = loop;
    this.entrance = entrance;
  }

  /// Runs the loop on the calling thread until it is ended, then closes it.
  void run() {
    try {
      loop.start();
    } finally {
      if (!ending) {
        LoggerFactory.getLogger("tornado.general")
            .warn("a loop of a server was stopped: the others go on");
      }
      close();
    }
  }

  /// Hands a connection over.
  ///
  /// @return false if the loop has ended; the connection is still the caller's then
  boolean take(Accepted connection) {
    if (closed) {
      return false;
    }
    arrived.add(connection);
    loop.addCallback(this::serveNext);
    if (closed) {
      closeArrived();
    }
    return true;
  }

  /// Ends the loop and its thread once `connections` is done, or the grace over.
  ///
  /// @return done when the loop has ended
  CompletableFuture<@Nullable Void> end(CompletableFuture<?> connections) {
    ending = true;
    loop.callLater(GRACE, loop::stop);
    // In a turn of its own: coroutines that were just cancelled get theirs before.
    connections.whenComplete((_, _) -> loop.addCallback(loop::stop));
    return ended;
  }

  /// Closes a loop that doesn't run, with all its connections.
  void close() {
    closed = true;
    loop.closeAll();
    closeArrived();
    ended.complete(null);
  }

  private void serveNext() {
    Accepted connection = arrived.poll();
    if (connection != null) {
      connection.passTo(entrance);
    }
  }

  private void closeArrived() {
    for (Accepted left = arrived.poll(); left != null; left = arrived.poll()) {
      left.close();
    }
  }
}
