// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tornado.util.TimeoutError;

/// The future of one who stands in a line: for an item, a lock, a notification.
///
/// It belongs to the scope that it was made in. If that is cancelled or left, the wait is over, and what it was for goes to the
/// next in line. Whoever hands something over has to look at what `complete` returns: false says that the waiter has gone, and
/// that the thing is still there to be given to somebody else. The other half of the promise is [Async#await]'s: a waiter that
/// was given something just before it could leave gets it.
///
/// **Thread**: any.
///
/// @param <T> what is waited for
public final class Waiter<T extends @Nullable Object> extends CompletableFuture<T> {
  private Waiter() {}

  /// Starts a wait in the current scope; outside every scope in none.
  public static <T extends @Nullable Object> Waiter<T> start() {
    return startIn(Scope.currentOrNull());
  }

  /// Starts a wait that ends with `scope` at the latest; null for none.
  public static <T extends @Nullable Object> Waiter<T> startIn(@Nullable Scope scope) {
    var waiter = new Waiter<T>();
    if (scope != null && scope.waits()) {
      Runnable leave = () -> waiter.leave(scope);
      scope.onCancel(leave);
      waiter.whenComplete((_, _) -> scope.removeOnCancel(leave));
    }
    return waiter;
  }

  /// Lets the wait fail with [TimeoutError] after a time.
  ///
  /// @param what what was waited for, as the error says it
  /// @param limit null for none; zero or less is a real limit, over in the loop's next turn
  /// @return this
  /// @throws IllegalStateException if there is a limit, and no loop runs the caller
  public Waiter<T> failAfter(@Nullable Duration limit, String what) {
    if (limit != null) {
      String why = "waited for " + what + " for more than " + limit.toMillis() + " ms";
      at(limit, () -> completeExceptionally(new TimeoutError(why)));
    }
    return this;
  }

  /// Lets the wait end with a value after a time.
  ///
  /// @param limit as for [#failAfter]
  /// @return this
  /// @throws IllegalStateException as [#failAfter]
  public Waiter<T> completeAfter(@Nullable Duration limit, T value) {
    if (limit != null) {
      at(limit, () -> complete(value));
    }
    return this;
  }

  /// A stage made from this is nobody in the line.
  @Override
  public <U> CompletableFuture<U> newIncompleteFuture() {
    return new CompletableFuture<>();
  }

  /// Leaves the line because the scope has ended.
  ///
  /// @return false if the wait was over before
  boolean leave(Scope scope) {
    return completeExceptionally(new CancelledError(scope.why()));
  }

  private void at(Duration limit, Runnable end) {
    IOLoop loop = Async.currentLoop();
    Timeout timer = loop.callLater(limit, end);
    whenComplete((_, _) -> loop.removeTimeout(timer));
  }
}
