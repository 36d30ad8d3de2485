// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import tornado.ioloop.Async;
import tornado.util.TimeoutError;

/// What `stop` tells `waitForStop`. A signal that nobody waits for is kept for the next wait; of several the last one's value counts.
///
/// **Thread**: `stop` any; `await` a coroutine, one at a time.
final class StopSignal {
  private CompletableFuture<@Nullable Object> next = new CompletableFuture<>();

  synchronized void stop(@Nullable Object value) {
    if (next.isDone()) {
      next = new CompletableFuture<>();
    }
    next.complete(value);
  }

  private synchronized CompletableFuture<@Nullable Object> next() {
    return next;
  }

  private synchronized void forget(CompletableFuture<?> signal) {
    if (next == signal) {
      next = new CompletableFuture<>();
    }
  }

  /// Waits for signals until `condition` holds after one.
  @Nullable Object await(BooleanSupplier condition, Duration limit) {
    try {
      return Async.withTimeout(limit, () -> await(condition));
    } catch (TimeoutError e) {
      var error = new TimeoutError(TestTimeout.message(limit));
      error.initCause(e);
      throw error;
    }
  }

  private @Nullable Object await(BooleanSupplier condition) {
    while (true) {
      CompletableFuture<@Nullable Object> signal = next();
      Object value = Async.await(signal);
      forget(signal);
      if (condition.getAsBoolean()) {
        return value;
      }
    }
  }
}
