// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// The future of a coroutine. Cancelling it cancels the coroutine's scope, so that its waits end.
///
/// **Thread**: any.
final class Task<T extends @Nullable Object> extends WatchedFuture<T> {
  private final Scope scope;

  private Task(Scope scope) {
    super(scope.loop().unretrieved());
    this.scope = scope;
  }

  /// Starts `body` in `scope`, which is left when the body ends.
  static <T extends @Nullable Object> Task<T> start(
      Scope scope, Callable<T> body, boolean mayBlock) {
    var task = new Task<T>(scope);
    Coroutine.start(scope, () -> run(scope, body, task), mayBlock);
    return task;
  }

  /// Like [#start], for a future that exists already.
  static <T extends @Nullable Object> void startIn(
      Scope scope, Callable<T> body, CompletableFuture<T> result) {
    Coroutine.start(scope, () -> run(scope, body, result), false);
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    boolean cancelled = super.cancel(mayInterruptIfRunning);
    if (cancelled) {
      scope.cancel("the task was cancelled");
    }
    return cancelled;
  }

  /// Runs the body, unless it was cancelled before it began, and leaves the scope before anybody learns of the outcome.
  private static <T extends @Nullable Object> void run(
      Scope scope, Callable<T> body, CompletableFuture<T> result) {
    T value;
    try (scope) {
      scope.throwIfCancelled();
      value = body.call();
    } catch (Throwable e) {
      fail(scope, result, e);
      return;
    }
    result.complete(value);
  }

  /// Hands a failure to whoever waits for the result; one that nobody can ask for any more is logged.
  private static void fail(Scope scope, CompletableFuture<?> result, Throwable failure) {
    boolean late =
        result instanceof WatchedFuture<?> watched
            ? !watched.fail(failure)
            : !result.completeExceptionally(failure);
    if (late && !Async.isCancellation(failure)) {
      scope.loop().log().error("Exception after Future was cancelled", failure);
    }
  }
}
