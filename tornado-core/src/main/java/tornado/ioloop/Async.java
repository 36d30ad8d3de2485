// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import tornado.util.TimeoutError;

/// The verbs of straight-line asynchronous code. `await` suspends the coroutine that calls it and nothing else.
///
/// ```java
/// var first = Async.spawn(() -> load("a"));
/// var second = Async.spawn(() -> load("b"));
/// return await(first) + await(second);
/// ```
///
/// Tornado: [gen](https://www.tornadoweb.org/en/stable/gen.html) and
/// [concurrent](https://www.tornadoweb.org/en/stable/concurrent.html): `coroutine` is [#spawn], `multi` is [#all],
/// `with_timeout` is [#withTimeout], `run_on_executor` is [#runOnExecutor].
///
/// **Thread**: any coroutine or callback of a loop, unless a method says more.
public final class Async {
  private Async() {}

  /// Waits for `future` and returns its result. On a plain thread that is no loop's the thread waits.
  ///
  /// @return the result
  /// @throws CompletionException if the future failed with a checked exception, its cause; unchecked ones and errors
  ///     are thrown as they are
  /// @throws CancelledError if the scope is cancelled, or the future was
  /// @throws IllegalStateException in a plain loop callback, which can't wait
  public static <T extends @Nullable Object> T await(CompletableFuture<T> future) {
    if (!future.isDone()) {
      Scope scope = Scope.currentOrNull();
      if (scope == null) {
        checkNoIdleLoop();
        return joinPlainly(future);
      }
      if (!scope.waits()) {
        throw new IllegalStateException(
            "await in a loop callback would stop the loop: start a coroutine with Async.spawn");
      }
      park(scope, future);
    }
    return result(future);
  }

  /// Starts a coroutine in the current scope and returns its future. It begins in the loop's next turn, or soon on another
  /// thread, never within the caller. Cancelling the future cancels the coroutine; one that hasn't begun yet never does.
  ///
  /// The scope that is current cancels it when that is cancelled or left: a request's coroutines end with the request.
  ///
  /// What it throws goes to who asks the future. If nobody does, and nobody can any more, it is logged to `tornado.application`, as
  /// asyncio does: "Task exception was never retrieved". That is seen when the future has been collected, or the loop is closed.
  ///
  /// @throws IllegalStateException on a thread that has no loop
  public static <T extends @Nullable Object> CompletableFuture<T> spawn(Callable<T> body) {
    return Task.start(currentScope().openForSpawn(), body, false);
  }

  /// Like [#spawn(Callable)], on `loop` and in no scope.
  public static <T extends @Nullable Object> CompletableFuture<T> spawn(
      IOLoop loop, Callable<T> body) {
    return Task.start(loop.scope().openForSpawn(), body, false);
  }

  /// Like [#spawn], on the JDK's scheduler always: for code that computes long or blocks a native thread.
  ///
  /// @throws IllegalStateException on a thread that has no loop
  public static <T extends @Nullable Object> CompletableFuture<T> spawnBlocking(Callable<T> body) {
    return Task.start(currentScope().openForSpawn(), body, true);
  }

  /// Starts a coroutine that no scope cancels: work that must be finished although its client left.
  ///
  /// @throws IllegalStateException on a thread that has no loop
  public static <T extends @Nullable Object> CompletableFuture<T> detached(Callable<T> body) {
    return spawn(currentScope().loop(), body);
  }

  /// Returns a future that is done after `duration`. `Duration.ZERO` lets everything else run that is ready; Tornado:
  /// `gen.moment`. Cancelling the future removes the timer; so does a coroutine that waits for it and is cancelled, since a
  /// sleep is for one who waits.
  ///
  /// @throws IllegalStateException on a thread that has no loop
  public static CompletableFuture<@Nullable Void> sleep(Duration duration) {
    return Waiter.<@Nullable Void>startIn(null).completeAfter(duration, null);
  }

  /// Runs `body` here and now, for at most `duration`. What is left of the time bounds every wait and fetch inside.
  ///
  /// @return what the body returned, even if that was late
  /// @throws TimeoutError if the time was over first: waits inside ended with [CancelledError], which left the body
  /// @throws CancelledError if it is the scope around that was cancelled, or whose time was over
  /// @throws CompletionException if the body throws a checked exception, its cause; others are thrown as they are
  /// @throws IllegalStateException outside a coroutine
  public static <T extends @Nullable Object> T withTimeout(Duration duration, Callable<T> body) {
    Scope outer = currentScope();
    if (!outer.waits()) {
      throw new IllegalStateException("withTimeout needs a coroutine: start one with Async.spawn");
    }
    IOLoop loop = outer.loop();
    long deadline = loop.time() + Durations.saturatedNanos(duration);
    Scope scope = outer.openBlock(deadline);
    String why = "timed out after " + duration.toMillis() + " ms";
    Timeout timer = loop.callAt(deadline, () -> scope.cancel(why));
    try {
      return ScopedValue.where(Scope.CURRENT, scope).call(body::call);
    } catch (CancelledError e) {
      if (scope.endedBy(why) && !outer.cancelled()) {
        throw new TimeoutError(why);
      }
      throw e;
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new CompletionException(e);
    } finally {
      loop.removeTimeout(timer);
      scope.close();
    }
  }

  /// Returns a future with `future`'s outcome, or [TimeoutError] if that takes longer than `duration`. The given future
  /// is not cancelled; should it fail later, that is logged. Tornado: `with_timeout`.
  ///
  /// @throws IllegalStateException on a thread that has no loop
  public static <T extends @Nullable Object> CompletableFuture<T> withTimeout(
      Duration duration, CompletableFuture<T> future) {
    IOLoop loop = currentScope().loop();
    var result = new CompletableFuture<T>();
    String why = "timed out after " + duration.toMillis() + " ms";
    Timeout timer =
        loop.callLater(duration, () -> result.completeExceptionally(new TimeoutError(why)));
    result.whenComplete((_, _) -> loop.removeTimeout(timer));
    future.whenComplete((value, failure) -> {
      if (failure == null) {
        result.complete(value);
      } else if (!result.completeExceptionally(unwrap(failure))
          && !result.isCancelled()
          && !isCancellation(failure)) {
        loop.log().error("Exception in Future {} after timeout", future, unwrap(failure));
      }
    });
    return result;
  }

  /// Waits for all: the results in the order given. The first failure, in time, is the result's; later ones are
  /// logged. Cancelling the result cancels none of them. Tornado: `multi`.
  public static <T extends @Nullable Object> CompletableFuture<List<T>> all(
      List<? extends CompletableFuture<? extends T>> futures) {
    List<CompletableFuture<? extends T>> copy = List.copyOf(futures);
    return Gather.all(copy)
        .thenApply(_ -> {
          var results = new ArrayList<T>(copy.size());
          copy.forEach(future -> results.add(result(future)));
          return results;
        });
  }

  /// Like [#all(List)], with a result for each key.
  public static <K, T extends @Nullable Object> CompletableFuture<Map<K, T>> all(
      Map<K, ? extends CompletableFuture<? extends T>> futures) {
    var copy = new LinkedHashMap<K, CompletableFuture<? extends T>>(futures);
    return Gather.all(copy.values())
        .thenApply(_ -> {
          var results = new LinkedHashMap<K, T>();
          copy.forEach((key, future) -> results.put(key, result(future)));
          return results;
        });
  }

  /// Runs blocking or long code on the loop's pool. A failure that nobody asks for is logged as with [#spawn(Callable)].
  /// Tornado: `run_on_executor`, `run_in_executor`.
  ///
  /// @throws IllegalStateException on a thread that has no loop
  public static <T extends @Nullable Object> CompletableFuture<T> runOnExecutor(Callable<T> body) {
    return currentScope().loop().runInExecutor(null, body);
  }

  /// Like [#runOnExecutor(Callable)], on a pool of the caller's.
  ///
  /// @throws IllegalStateException on a thread that has no loop
  public static <T extends @Nullable Object> CompletableFuture<T> runOnExecutor(
      Executor executor, Callable<T> body) {
    return currentScope().loop().runInExecutor(executor, body);
  }

  /// Returns the outcome of a future that is done, as [#await] throws and returns it.
  static <T extends @Nullable Object> T result(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CancellationException e) {
      throw cancelled(e);
    } catch (CompletionException e) {
      throw rethrown(e);
    }
  }

  /// Returns what a stage's failure stems from.
  static Throwable unwrap(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : null;
    return cause == null ? failure : cause;
  }

  static boolean isCancellation(Throwable failure) {
    Throwable cause = unwrap(failure);
    return cause instanceof CancelledError || cause instanceof CancellationException;
  }

  private static CancelledError cancelled(CancellationException failure) {
    // What join throws has the future's own one as its cause, and a message that says nothing.
    Throwable own = failure.getCause() instanceof CancellationException cause ? cause : failure;
    String why = own.getMessage();
    return new CancelledError(why == null ? "the future was cancelled" : why);
  }

  private static RuntimeException rethrown(CompletionException failure) {
    return switch (failure.getCause()) {
      case CancellationException cancellation -> cancelled(cancellation);
      case RuntimeException unchecked -> unchecked;
      case Error error -> throw error;
      case null, default -> failure;
    };
  }

  /// Waits until `future` is done or the scope is cancelled. The flag is read after the waiter is set, and cancel sets
  /// the flag before it reads the waiter, so no cancel is missed.
  private static void park(Scope scope, CompletableFuture<?> future) {
    Thread thread = Thread.currentThread();
    var abandoned = new CompletableFuture<@Nullable Void>();
    Inventory inventory = scope.loop().inventory();
    scope.waiting(thread);
    if (inventory != null) {
      inventory.waits(thread, future);
    }
    try {
      // The first stage can be taken off the future again, the second runs whatever the outcome.
      future.runAfterEither(abandoned, () -> {}).whenComplete((_, _) -> LockSupport.unpark(thread));
      while (!future.isDone()) {
        if (scope.cancelled() && left(scope, future)) {
          scope.throwIfCancelled();
        }
        LockSupport.park(future);
        if (Thread.currentThread().isInterrupted() && left(scope, future)) {
          throw new CancelledError("the thread was interrupted");
        }
      }
    } finally {
      scope.waiting(null);
      if (inventory != null) {
        inventory.goesOn(thread);
      }
      if (!future.isDone()) {
        // A future that lives long would remember everyone who has stopped waiting for it.
        abandoned.complete(null);
      }
    }
  }

  /// Leaves the line that `future` stands in, if it does. What it was given just before may not get lost.
  ///
  /// @return false if it is done
  private static boolean left(Scope scope, CompletableFuture<?> future) {
    return future instanceof Waiter<?> waiter ? waiter.leave(scope) : !future.isDone();
  }

  private static <T extends @Nullable Object> T joinPlainly(CompletableFuture<T> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancelledError("the thread was interrupted");
    } catch (ExecutionException | CancellationException e) {
      return result(future);
    }
  }

  /// A plain thread with a loop of its own that nobody runs would wait for itself.
  private static void checkNoIdleLoop() {
    IOLoop loop = IOLoop.currentOrNull();
    if (loop != null && !loop.running()) {
      throw new IllegalStateException(
          "await outside a coroutine, on a thread whose loop isn't running: use IOLoop.runSync");
    }
  }

  /// Returns the loop that runs the caller.
  ///
  /// @throws IllegalStateException on a thread that has no loop
  static IOLoop currentLoop() {
    return currentScope().loop();
  }

  private static Scope currentScope() {
    Scope scope = Scope.currentOrNull();
    if (scope == null) {
      throw new IllegalStateException(
          "no loop runs this code: use IOLoop.runSync, or Async.spawn(loop, body)");
    }
    return scope;
  }
}
