// SPDX-License-Identifier: Apache-2.0
package tornado.locks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tornado.ioloop.Waiter;
import tornado.ioloop.internal.WaitLine;

/// A flag that coroutines wait for. While it is set nobody has to wait.
///
/// Tornado: `locks.Event`.
///
/// **Thread**: any.
public final class Event {
  /// Guards `set` and `waiters`.
  private final Object monitor = new Object();

  private final WaitLine<Waiter<@Nullable Void>> waiters = new WaitLine<>(waiter -> waiter);
  private boolean set;

  /// Makes an event that is not set.
  public Event() {}

  /// Tells whether it is set.
  public boolean isSet() {
    synchronized (monitor) {
      return set;
    }
  }

  /// Sets it. Those who wait now go on, even if it is cleared right after.
  public void set() {
    List<Waiter<@Nullable Void>> released = new ArrayList<>();
    synchronized (monitor) {
      set = true;
      for (var waiter = waiters.poll(); waiter != null; waiter = waiters.poll()) {
        released.add(waiter);
      }
    }
    released.forEach(waiter -> waiter.complete(null));
  }

  /// Clears it: from now on one has to wait.
  public void clear() {
    synchronized (monitor) {
      set = false;
    }
  }

  /// Waits until it is set. Tornado: `wait()`.
  public CompletableFuture<@Nullable Void> waitFor() {
    return waitFor(null);
  }

  /// Waits until it is set, for at most `timeout`. Tornado: `wait(timeout)`.
  ///
  /// @param timeout null for no limit
  /// @return done when it is set; fails with [tornado.util.TimeoutError] if that takes too long
  public CompletableFuture<@Nullable Void> waitFor(@Nullable Duration timeout) {
    if (isSet()) {
      return CompletableFuture.completedFuture(null);
    }
    var waiter = Waiter.<@Nullable Void>start().failAfter(timeout, "an event");
    boolean late;
    synchronized (monitor) {
      late = set;
      if (!late) {
        waiters.add(waiter);
      }
    }
    if (late) {
      waiter.complete(null);
    }
    return waiter;
  }

  @Override
  public String toString() {
    return isSet() ? "Event(set)" : "Event(clear)";
  }
}
