// SPDX-License-Identifier: Apache-2.0
package tornado.tcpserver;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tornado.ioloop.Async;
import tornado.ioloop.IOLoop;
import tornado.netutil.AcceptCallback;
import tornado.netutil.internal.Accepted;

/// The loops that serve a server's connections: the one that accepts them, and others on threads of their own. They take turns.
///
/// One acceptor deals the connections out, where Tornado's processes each accept from a socket of their own: the system spreads
/// connections over sockets by a hash, which is uneven while they are few; the deal is even, works for Unix-domain sockets too, and loses
/// none when a socket is closed. It costs a wake-up for each connection, not for each request.
///
/// **Thread**: any.
final class ServingLoops {
  /// The loop that accepts serves all.
  static final ServingLoops NONE = new ServingLoops(List.of());

  private final List<ServingLoop> others;
  private final AtomicInteger turn = new AtomicInteger();

  private ServingLoops(List<ServingLoop> others) {
    this.others = others;
  }

  /// Starts other loops, each on its thread.
  ///
  /// @param starter whose clock they have
  /// @param count how many
  /// @param entrance what takes a connection on the loop that serves it
  static ServingLoops start(IOLoop starter, int count, AcceptCallback entrance) {
    var made = new ArrayList<ServingLoop>();
    try {
      while (made.size() < count) {
        made.add(new ServingLoop(IOLoop.builder().clock(starter.clock()).build(), entrance));
      }
    } catch (RuntimeException e) {
      made.forEach(ServingLoop::close);
      throw e;
    }
    for (int i = 0; i < count; i++) {
      // The loop that starts them is the first.
      starter.startThread("tornado-loop-" + (i + 2), made.get(i)::run);
    }
    return new ServingLoops(List.copyOf(made));
  }

  /// Gives a connection to the loop whose turn it is. Runs on the loop that accepted it.
  void deal(Accepted connection, AcceptCallback entrance) {
    int all = others.size() + 1;
    int next = Math.floorMod(turn.getAndIncrement(), all);
    // One that somebody has stopped is passed over.
    while (next != 0 && !others.get(next - 1).take(connection)) {
      next = (next + 1) % all;
    }
    if (next == 0) {
      connection.passTo(entrance);
    }
  }

  /// Ends the other loops once `connections` is done, or a second has passed.
  ///
  /// @return done when they have ended
  CompletableFuture<@Nullable Void> end(CompletableFuture<?> connections) {
    return Async.all(others.stream().map(loop -> loop.end(connections)).toList())
        .thenApply(_ -> null);
  }

  /// Tells whether there are others than the one that accepts.
  boolean several() {
    return !others.isEmpty();
  }
}
