// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tornado.util.TimeoutError;

/// One `runSync`: a coroutine, and the loop around it.
///
/// **Thread**: the one that becomes the loop's.
final class RunSync<T extends @Nullable Object> {
  /// How long a coroutine may take to end once it is cancelled. One that blocks its thread wouldn't end at all.
  private static final Duration GRACE = Duration.ofSeconds(1);

  private final IOLoop loop;
  private final Callable<T> body;
  private final CompletableFuture<T> task = new CompletableFuture<>();
  private final Scope scope;
  private @Nullable Timeout timer;
  private boolean timedOut;

  /// Whether the loop has returned: what the coroutine does later stops nobody.
  private boolean over;

  RunSync(IOLoop loop, Callable<T> body) {
    this.loop = loop;
    this.body = body;
    this.scope = Scope.open(loop);
  }

  T run(@Nullable Duration timeout) {
    Long deadline = timeout == null ? null : loop.time() + Durations.saturatedNanos(timeout);
    try (scope) {
      loop.start(() -> begin(deadline));
      if (timedOut) {
        throw new TimeoutError("runSync timed out after " + seconds(timeout) + " seconds");
      }
      if (!task.isDone()) {
        throw new IllegalStateException("the loop was stopped before the coroutine completed");
      }
      return Async.result(task);
    } finally {
      over = true;
      if (timer != null) {
        loop.removeTimeout(timer);
      }
    }
  }

  private void begin(@Nullable Long deadline) {
    if (deadline != null) {
      timer = loop.callAt(deadline, this::giveUp);
    }
    task.whenComplete((_, _) -> loop.addCallback(this::stop));
    Task.startIn(scope.openBlock(deadline), body, task);
  }

  private void giveUp() {
    if (!task.isDone()) {
      timedOut = true;
      timer = loop.callLater(GRACE, this::stop);
      scope.cancel("runSync timed out");
    }
  }

  private void stop() {
    if (!over) {
      loop.stop();
    }
  }

  private static String seconds(@Nullable Duration timeout) {
    return timeout == null ? "" : Double.toString(timeout.toMillis() / 1000.0);
  }
}
