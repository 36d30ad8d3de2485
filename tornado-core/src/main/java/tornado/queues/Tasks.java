// SPDX-License-Identifier: Apache-2.0
package tornado.queues;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tornado.ioloop.Waiter;
import tornado.ioloop.internal.WaitLine;

/// Counts what was put and not yet dealt with.
///
/// **Thread**: any.
final class Tasks {
  /// Guards both fields.
  private final Object monitor = new Object();

  private final WaitLine<Waiter<@Nullable Void>> joiners = new WaitLine<>(waiter -> waiter);
  private int unfinished;

  void add() {
    synchronized (monitor) {
      unfinished++;
    }
  }

  void done() {
    List<Waiter<@Nullable Void>> released = new ArrayList<>();
    synchronized (monitor) {
      if (unfinished == 0) {
        throw new IllegalStateException("taskDone called more often than items were put");
      }
      unfinished--;
      if (unfinished == 0) {
        for (var joiner = joiners.poll(); joiner != null; joiner = joiners.poll()) {
          released.add(joiner);
        }
      }
    }
    released.forEach(joiner -> joiner.complete(null));
  }

  CompletableFuture<@Nullable Void> join(@Nullable Duration timeout) {
    if (unfinished() == 0) {
      return CompletableFuture.completedFuture(null);
    }
    var joiner = Waiter.<@Nullable Void>start().failAfter(timeout, "the tasks of a queue");
    boolean late;
    synchronized (monitor) {
      late = unfinished == 0;
      if (!late) {
        joiners.add(joiner);
      }
    }
    if (late) {
      joiner.complete(null);
    }
    return joiner;
  }

  int unfinished() {
    synchronized (monitor) {
      return unfinished;
    }
  }
}
