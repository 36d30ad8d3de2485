// SPDX-License-Identifier: Apache-2.0
package tornado.locks;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// A semaphore that never has more permits than at first: releasing too often is an error, and mostly a bug.
///
/// Tornado: `locks.BoundedSemaphore`.
///
/// **Thread**: any.
public final class BoundedSemaphore {
  private final Permits permits;
  private final int value;

  /// Makes a semaphore with one permit.
  public BoundedSemaphore() {
    this(1);
  }

  /// Makes a semaphore.
  ///
  /// @param value how many permits there are
  /// @throws IllegalArgumentException if `value` is negative
  public BoundedSemaphore(int value) {
    this.value = value;
    permits = new Permits(value, value);
  }

  /// Waits for a permit; see [Semaphore#acquire()].
  public CompletableFuture<Permit> acquire() {
    return acquire(null);
  }

  /// Waits for a permit, for at most `timeout`; see [Semaphore#acquire(Duration)].
  public CompletableFuture<Permit> acquire(@Nullable Duration timeout) {
    return permits.acquire(timeout, "a semaphore");
  }

  /// Gives a permit back.
  ///
  /// @throws IllegalStateException if none is out
  public void release() {
    if (!permits.release()) {
      throw new IllegalStateException("semaphore released too many times: it has " + value);
    }
  }

  @Override
  public String toString() {
    return "BoundedSemaphore(" + Semaphore.describe(permits) + ")";
  }
}
