// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import static tornado.ioloop.Async.await;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/// A loop, and what its tests say often.
abstract class LoopFixture {
  /// A piece of a test.
  @FunctionalInterface
  interface Body {
    void run() throws Exception;
  }

  final IOLoop loop;

  LoopFixture() {
    this(unwatched().build());
  }

  LoopFixture(IOLoop loop) {
    this.loop = loop;
  }

  /// Returns a builder whose loop has no watchdog: on a busy machine it would name anything.
  static IOLoop.Builder unwatched() {
    return IOLoop.builder().slowCallback(Duration.ZERO);
  }

  /// Runs a test as a coroutine of the loop. The loop's clock may stand still, so the limit is JUnit's.
  final void run(Body body) {
    loop.runSync(() -> {
      body.run();
      return true;
    });
  }

  /// Runs something on the loop itself, whichever scheduler the coroutine is on, and waits for it.
  final <T extends @Nullable Object> T onLoop(Callable<T> body) {
    var result = new CompletableFuture<T>();
    loop.addCallback(() -> {
      try {
        result.complete(body.call());
      } catch (Throwable e) {
        result.completeExceptionally(e);
      }
    });
    return await(result);
  }

  /// Waits until everything was run that the loop had in its queue, and has looked for events once more.
  final void turn() {
    onLoop(() -> true);
    onLoop(() -> true);
  }

  /// Runs one turn of a loop that isn't running: what is queued and the timers that are due.
  final void step() {
    loop.stop();
    loop.start();
  }

  /// Runs a loop that isn't running for some turns, in each of which it looks for events.
  final void poll(int turns) {
    loop.addCallback(() -> pollOnce(turns));
    loop.start();
  }

  private void pollOnce(int turns) {
    loop.addCallback(turns == 1 ? loop::stop : () -> pollOnce(turns - 1));
  }

  static Scope currentScope() {
    return Objects.requireNonNull(Scope.currentOrNull());
  }

  /// Runs a piece of a test on a thread that is no loop's, and waits for it.
  static void onOtherThread(Body body) {
    var result = new CompletableFuture<Boolean>();
    Thread.ofPlatform()
        .start(() -> {
          try {
            body.run();
            result.complete(true);
          } catch (Throwable e) {
            result.completeExceptionally(e);
          }
        });
    result.join();
  }

  @AfterEach
  void closeLoop() {
    loop.closeAll();
  }
}
