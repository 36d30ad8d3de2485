// SPDX-License-Identifier: Apache-2.0
package tornado.locks;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Lets one coroutine go on at a time. It has no owner: whoever likes may release it. Acquiring it twice waits for ever.
///
/// ```java
/// try (var _ = await(lock.acquire())) {
///   var balance = await(read());
///   await(write(balance + 1));
/// }
/// ```
///
/// Tornado: `locks.Lock`.
///
/// **Thread**: any.
public final class Lock {
  private final Permits permits = new Permits(1, 1);

  /// Makes an unlocked lock.
  public Lock() {}

  /// Waits for the lock.
  ///
  /// @return what releases the lock when closed; ignore it to call [#release] yourself
  public CompletableFuture<Permit> acquire() {
    return acquire(null);
  }

  /// Waits for the lock, for at most `timeout`.
  ///
  /// @param timeout null for no limit
  /// @return as of [#acquire()]; fails with [tornado.util.TimeoutError] if it takes too long
  public CompletableFuture<Permit> acquire(@Nullable Duration timeout) {
    return permits.acquire(timeout, "a lock");
  }

  /// Releases the lock. The one who has waited longest gets it.
  ///
  /// @throws IllegalStateException if it is not locked
  public void release() {
    if (!permits.release()) {
      throw new IllegalStateException("release of a lock that is not locked");
    }
  }

  @Override
  public String toString() {
    return "Lock("
        + (permits.free() == 0 ? "locked" : "unlocked")
        + ",waiters:"
        + permits.waiting()
        + ")";
  }
}
