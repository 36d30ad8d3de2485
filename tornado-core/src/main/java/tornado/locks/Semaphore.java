// SPDX-License-Identifier: Apache-2.0
package tornado.locks;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Lets so many coroutines go on at a time. Releases need not follow acquires: more permits than there were at first are fine.
///
/// ```java
/// try (var _ = await(semaphore.acquire())) {
///   await(client.fetch(url));
/// }
/// ```
///
/// Tornado: `locks.Semaphore`.
///
/// **Thread**: any.
public final class Semaphore {
  private final Permits permits;

  /// Makes a semaphore with one permit.
  public Semaphore() {
    this(1);
  }

  /// Makes a semaphore.
  ///
  /// @param value how many permits there are at first
  /// @throws IllegalArgumentException if `value` is negative
  public Semaphore(int value) {
    permits = new Permits(value, Integer.MAX_VALUE);
  }

  /// Waits for a permit.
  ///
  /// @return the permit, which gives itself back when closed; ignore it to call [#release] yourself
  public CompletableFuture<Permit> acquire() {
    return acquire(null);
  }

  /// Waits for a permit, for at most `timeout`.
  ///
  /// @param timeout null for no limit
  /// @return the permit, as of [#acquire()]; fails with [tornado.util.TimeoutError] if it takes too long, which takes no permit
  public CompletableFuture<Permit> acquire(@Nullable Duration timeout) {
    return permits.acquire(timeout, "a semaphore");
  }

  /// Adds a permit, which the one who has waited longest gets.
  ///
  /// @throws IllegalStateException if there are as many as an int can count
  public void release() {
    if (!permits.release()) {
      throw new IllegalStateException("semaphore released too many times");
    }
  }

  @Override
  public String toString() {
    return "Semaphore(" + describe(permits) + ")";
  }

  static String describe(Permits permits) {
    int free = permits.free();
    return (free == 0 ? "locked" : "unlocked,value:" + free) + ",waiters:" + permits.waiting();
  }
}
