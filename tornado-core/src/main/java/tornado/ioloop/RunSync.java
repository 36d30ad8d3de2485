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
  private final IOLoop loop;
  private final Callable<T> body;
  private boolean timedOut;

  RunSync(IOLoop loop, Callable<T> body) {
    this.loop = loop;
    this.body = body;
  }

  T run(@Nullable Duration timeout) {
    Long deadline = timeout == null ? null : loop.time() + IOLoop.saturatedNanos(timeout);
    try (Scope scope = Scope.open(loop)) {
      var task = new CompletableFuture<T>();
      loop.addCallback(() -> Task.startIn(scope.openBlock(deadline), body, task));
      task.whenComplete((_, _) -> loop.addCallback(loop::stop));
      Timeout timer = deadline == null ? null : loop.callAt(deadline, () -> giveUp(scope));
      loop.start();
      if (timer != null) {
        loop.removeTimeout(timer);
      }
      if (timedOut) {
        throw new TimeoutError("runSync timed out after " + seconds(timeout) + " seconds");
      }
      if (!task.isDone()) {
        throw new IllegalStateException("the loop was stopped before the coroutine completed");
      }
      return Async.result(task);
    }
  }

  private void giveUp(Scope scope) {
    timedOut = true;
    scope.cancel("runSync timed out");
    loop.stop();
  }

  private static String seconds(@Nullable Duration timeout) {
    return timeout == null ? "" : Double.toString(timeout.toMillis() / 1000.0);
  }
}
