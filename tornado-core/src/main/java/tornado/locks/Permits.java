// SPDX-License-Identifier: Apache-2.0
package tornado.locks;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tornado.ioloop.Waiter;
import tornado.ioloop.internal.WaitLine;

/// So many permits, and a line of those who want one: what semaphores and locks are made of.
///
/// A permit given back goes straight to the first in line, so that nobody who comes later is faster. If that one has gone meanwhile
/// the permit goes to the next.
///
/// **Thread**: any.
final class Permits {
  /// Guards `free` and `waiters`.
  private final Object monitor = new Object();

  private final WaitLine<Waiter<Permit>> waiters = new WaitLine<>(waiter -> waiter);
  private final int most;
  private int free;

  /// @param most how many may be free; giving back more is an error
  Permits(int free, int most) {
    if (free < 0) {
      throw new IllegalArgumentException("value < 0: " + free);
    }
    this.free = free;
    this.most = most;
  }

  CompletableFuture<Permit> acquire(@Nullable Duration timeout, String what) {
    if (take()) {
      return CompletableFuture.completedFuture(new Permit(this));
    }
    var waiter = Waiter.<Permit>start().failAfter(timeout, what);
    boolean taken;
    synchronized (monitor) {
      taken = take();
      if (!taken) {
        waiters.add(waiter);
      }
    }
    if (taken && !waiter.complete(new Permit(this))) {
      release();
    }
    return waiter;
  }

  /// Gives a permit back.
  ///
  /// @return false if none was out
  boolean release() {
    synchronized (monitor) {
      if (free == most) {
        return false;
      }
      free++;
    }
    grant();
    return true;
  }

  int free() {
    synchronized (monitor) {
      return free;
    }
  }

  int waiting() {
    synchronized (monitor) {
      return waiters.size();
    }
  }

  /// Takes a permit if one is free that nobody waits for. Where somebody does, a release is just handing it over.
  private boolean take() {
    synchronized (monitor) {
      if (free == 0 || !waiters.isEmpty()) {
        return false;
      }
      free--;
      return true;
    }
  }

  /// Gives what is free to those who wait.
  private void grant() {
    while (true) {
      Waiter<Permit> waiter;
      synchronized (monitor) {
        waiter = free > 0 ? waiters.poll() : null;
        if (waiter == null) {
          return;
        }
        free--;
      }
      if (!waiter.complete(new Permit(this))) {
        synchronized (monitor) {
          free++;
        }
      }
    }
  }
}
