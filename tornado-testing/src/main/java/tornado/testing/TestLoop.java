// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tornado.ioloop.Async;
import tornado.ioloop.IOLoop;
import tornado.util.TimeoutError;

/// The loop of one test, on a thread of its own: one that is held, or ended from within, is given up, and the next test has another.
///
/// **Thread**: the test runner's.
final class TestLoop {
  /// How long code that was cancelled may take to end.
  private static final Duration GRACE = Duration.ofSeconds(1);

  private final IOLoop loop;

  /// Null on real time.
  private final @Nullable VirtualWorld world;

  private final CompletableFuture<Boolean> stopped = new CompletableFuture<>();

  /// What runs now; fails when a callback of the loop does.
  private volatile CompletableFuture<@Nullable Object> running = new CompletableFuture<>();

  private volatile @Nullable Thread coroutine;
  private volatile @Nullable Throwable failure;

  /// @param world what the loop runs in, or null for real time
  TestLoop(IOLoop loop, @Nullable VirtualWorld world) {
    this.loop = loop;
    this.world = world;
    loop.setFailureHandler(this::failed);
    var idle = new CompletableFuture<Boolean>();
    if (world == null) {
      idle.complete(true);
    } else {
      world.whenStuck(this::stuck);
      world.end(() -> idle.complete(true));
    }
    loop.startThread("tornado-test", this::serve);
    // On virtual time what a body finds must not depend on how far the loop has got with its start.
    idle.join();
  }

  IOLoop loop() {
    return loop;
  }

  private void serve() {
    try {
      loop.start();
    } finally {
      stopped.complete(true);
      running.completeExceptionally(
          new IllegalStateException("the loop was stopped before the test was over"));
    }
  }

  private void failed(Throwable thrown) {
    if (failure == null) {
      failure = thrown;
      running.completeExceptionally(thrown);
    } else if (failure != thrown) {
      failure.addSuppressed(thrown);
    }
  }

  /// Runs `body` as a coroutine of the loop, and waits for it.
  ///
  /// @throws TimeoutError if it takes too long; with the stack of the coroutine
  /// @throws Throwable what the body throws, or a callback meanwhile
  void run(Body body, Duration limit) throws Throwable {
    var result = new CompletableFuture<@Nullable Object>();
    running = result;
    if (stopped.isDone()) {
      throw new IllegalStateException("the loop was stopped before the test was over");
    }
    var task = new CompletableFuture<CompletableFuture<?>>();
    loop.addCallback(() -> {
      if (world != null) {
        world.begin();
      }
      task.complete(Async.spawn(() -> runInto(result, body)));
    });
    try {
      result.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw e.getCause();
    } catch (TimeoutException e) {
      throw timedOut(limit);
    } finally {
      task.thenAccept(spawned -> spawned.cancel(true));
    }
  }

  private @Nullable Object runInto(CompletableFuture<@Nullable Object> result, Body body) {
    coroutine = Thread.currentThread();
    try {
      body.run();
      ended(() -> result.complete(null));
    } catch (Throwable e) {
      ended(() -> result.completeExceptionally(e));
    }
    return null;
  }

  /// Tells the runner of the end: on virtual time not before all is done that the body has left, so that what comes next always finds
  /// the same.
  private void ended(Runnable tell) {
    if (world == null) {
      tell.run();
    } else {
      world.end(tell);
    }
  }

  private void stuck(String why) {
    running.completeExceptionally(CoroutineTrace.addAll(loop, new TimeoutError(why)));
  }

  private Throwable timedOut(Duration limit) {
    var error =
        new TimeoutError(
            "Async operation timed out after %s seconds".formatted(limit.toMillis() / 1000.0));
    Thread waiting = coroutine;
    if (waiting != null) {
      error.setStackTrace(waiting.getStackTrace());
    }
    return error;
  }

  /// Ends the loop and closes what it has open.
  ///
  /// @throws Throwable what a callback threw that nobody was told of
  void close() throws Throwable {
    loop.stop();
    try {
      stopped.get(GRACE.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException(
          "the loop is held: its thread is left behind, and with it all it has open", e);
    }
    loop.closeAll();
    Throwable left = failure;
    if (left != null) {
      throw left;
    }
  }

  /// What is run.
  @FunctionalInterface
  interface Body {
    void run() throws Throwable;
  }
}
