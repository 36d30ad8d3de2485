// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import static tornado.ioloop.Async.await;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// A coroutine that waits until it is cancelled.
final class EndlessWait {
  private final CompletableFuture<@Nullable Void> never = new CompletableFuture<>();
  private final CompletableFuture<Boolean> begun = new CompletableFuture<>();
  private final CompletableFuture<String> ended = new CompletableFuture<>();

  /// Starts it as the scope's own, and returns when it has begun.
  EndlessWait startIn(Scope scope) {
    scope.start(this::waitForEver);
    await(begun);
    return this;
  }

  /// Spawns it in the current scope, and returns when it has begun.
  EndlessWait spawn() {
    Async.spawn(this::waitForEver);
    await(begun);
    return this;
  }

  /// What the coroutine does.
  @Nullable Void waitForEver() {
    begun.complete(true);
    try {
      return await(never);
    } catch (CancelledError e) {
      ended.complete(e.getMessage());
      throw e;
    }
  }

  CompletableFuture<Boolean> begun() {
    return begun;
  }

  /// Returns a future of the reason it was cancelled for.
  CompletableFuture<String> ended() {
    return ended;
  }
}
