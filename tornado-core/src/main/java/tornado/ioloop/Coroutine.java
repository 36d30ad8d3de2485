// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// A virtual thread with its scope, and, on the loop scheduler, its own executor: the JDK hands every stretch of
/// running to [#execute], which queues this object on the loop.
///
/// Being the executor itself, a coroutine costs no wrapper for each stretch, and the loop knows which coroutine it
/// carries, so that the watchdog can show its stack.
///
/// **Thread**: loop, but for `execute`, which any thread calls that wakes the coroutine.
final class Coroutine implements Executor, Runnable {
  private final Scope scope;
  private final Runnable body;
  private @Nullable Thread thread;

  /// The JDK's action that goes on with this thread; always the same object. Set by the first `execute`.
  private @Nullable Runnable continuation;

  private Coroutine(Scope scope, Runnable body) {
    this.scope = scope;
    this.body = body;
  }

  static void start(Scope scope, Runnable body, boolean mayBlock) {
    var coroutine = new Coroutine(scope, body);
    Inventory inventory = scope.loop().inventory();
    Runnable task = inventory == null ? coroutine::runBody : inventory.note(coroutine::runBody);
    if ((mayBlock && !scope.loop().simulated()) || !VirtualThreads.onLoop()) {
      scope.loop().startBatch().add(task);
      return;
    }
    Thread thread = VirtualThreads.unstarted(coroutine, task);
    coroutine.thread = thread;
    thread.start();
  }

  /// Queues the next stretch of this coroutine, or of a virtual thread that it made and that inherited the executor.
  @Override
  public void execute(Runnable stretch) {
    if (continuation == null) {
      continuation = stretch;
    }
    scope.loop().addCallback(stretch == continuation ? this : stretch);
  }

  /// Runs the next stretch. Called by the loop.
  @Override
  public void run() {
    Runnable stretch = continuation;
    if (stretch != null) {
      scope.loop().carry(thread, stretch);
    }
  }

  private void runBody() {
    ScopedValue.where(Scope.CURRENT, scope).run(this::runSafely);
  }

  private void runSafely() {
    scope.loop().runSafely(body);
  }
}
