// SPDX-License-Identifier: Apache-2.0
package tornado.locks;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tornado.ioloop.Waiter;
import tornado.ioloop.internal.WaitLine;

/// Lets coroutines wait until they are notified. It holds no lock, and remembers no notification: one that finds nobody waiting
/// is lost.
///
/// Tornado: `locks.Condition`.
///
/// **Thread**: any.
public final class Condition {
  /// Guards `waiters`.
  private final Object monitor = new Object();

  private final WaitLine<Waiter<Boolean>> waiters = new WaitLine<>(waiter -> waiter);

  /// Makes a condition that nobody waits for.
  public Condition() {}

  /// Waits for a notification. Tornado: `wait()`.
  ///
  /// @return true once notified
  public CompletableFuture<Boolean> waitFor() {
    return waitFor(null);
  }

  /// Waits for a notification, for at most `timeout`. Tornado: `wait(timeout)`.
  ///
  /// @param timeout null for no limit
  /// @return true once notified, false if that took too long
  public CompletableFuture<Boolean> waitFor(@Nullable Duration timeout) {
    var waiter = Waiter.<Boolean>start().completeAfter(timeout, false);
    synchronized (monitor) {
      waiters.add(waiter);
    }
    return waiter;
  }

  /// Wakes the one who has waited longest. Tornado: `notify()`.
  public void notifyOne() {
    notifySome(1);
  }

  /// Wakes the `count` who have waited longest. Those who have given up don't count. Tornado: `notify(n)`.
  ///
  /// @throws IllegalArgumentException if `count` is negative
  public void notifySome(int count) {
    if (count < 0) {
      throw new IllegalArgumentException("count < 0: " + count);
    }
    int left = count;
    while (left > 0) {
      Waiter<Boolean> waiter = poll();
      if (waiter == null) {
        return;
      }
      if (waiter.complete(true)) {
        left--;
      }
    }
  }

  /// Wakes everyone who waits now. Tornado: `notify_all()`.
  public void notifyEveryone() {
    int waiting;
    synchronized (monitor) {
      waiting = waiters.size();
    }
    notifySome(waiting);
  }

  @Override
  public String toString() {
    synchronized (monitor) {
      return "Condition(waiters[" + waiters.size() + "])";
    }
  }

  private @Nullable Waiter<Boolean> poll() {
    synchronized (monitor) {
      return waiters.poll();
    }
  }
}
