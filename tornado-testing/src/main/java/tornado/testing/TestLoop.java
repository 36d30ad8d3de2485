// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tornado.ioloop.Activity;
import tornado.ioloop.Async;
import tornado.ioloop.IOLoop;
import tornado.util.TimeoutError;

/// The loop of one test, on a thread of its own: one that is held, or ended from within, is given up, and the next test has another.
///
/// What goes wrong is said once: after the loop was given up nothing more runs on it.
///
/// **Thread**: the test runner's.
final class TestLoop {
  /// How long code may take to end that was cancelled, or the loop to answer.
  private static final Duration GRACE = Duration.ofSeconds(1);

  private final IOLoop loop;

  /// Null on real time.
  private final @Nullable VirtualWorld world;

  private final CompletableFuture<Boolean> stopped = new CompletableFuture<>();

  /// What runs now; fails when a callback of the loop does.
  private volatile CompletableFuture<?> running = new CompletableFuture<>();

  private volatile @Nullable Thread thread;
  private volatile @Nullable Thread coroutine;
  private volatile @Nullable Throwable failure;
  private boolean givenUp;

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

  /// Makes a loop that knows what it has under way.
  static IOLoop newLoop() {
    return IOLoop.builder().debug(true).build();
  }

  /// Returns what a loop has under way; nothing if it isn't in debug mode, as one of the test's own making may be. To be called on the loop.
  static List<Activity> activities(IOLoop loop) {
    try {
      return loop.activities();
    } catch (IllegalStateException ignored) {
      // It doesn't know.
      return List.of();
    }
  }

  IOLoop loop() {
    return loop;
  }

  /// Tells whether the loop is held, or has ended before its time, and that was said.
  boolean givenUp() {
    return givenUp;
  }

  private void serve() {
    thread = Thread.currentThread();
    try {
      loop.start();
    } finally {
      stopped.complete(true);
      running.completeExceptionally(stoppedEarly());
    }
  }

  private static IllegalStateException stoppedEarly() {
    return new IllegalStateException("the loop was stopped before the test was over");
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
  <T extends @Nullable Object> T run(Body<T> body, Duration limit) throws Throwable {
    var result = new CompletableFuture<T>();
    running = result;
    if (stopped.isDone()) {
      givenUp = true;
      throw stoppedEarly();
    }
    var task = new CompletableFuture<CompletableFuture<?>>();
    loop.addCallback(() -> {
      if (world != null) {
        world.begin();
      }
      task.complete(
          Async.spawn(() -> {
            runInto(result, body);
            return true;
          }));
    });
    try {
      return result.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      givenUp = stopped.isDone();
      throw e.getCause();
    } catch (TimeoutException e) {
      throw timedOut(limit);
    } finally {
      task.thenAccept(spawned -> spawned.cancel(true));
    }
  }

  private <T extends @Nullable Object> void runInto(CompletableFuture<T> result, Body<T> body) {
    coroutine = Thread.currentThread();
    try {
      T value = body.run();
      ended(() -> result.complete(value));
    } catch (Throwable e) {
      ended(() -> result.completeExceptionally(e));
    }
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
    var error = new TimeoutError(TestTimeout.message(limit));
    Thread waiting = coroutine;
    if (waiting != null) {
      error.setStackTrace(waiting.getStackTrace());
    }
    var answer = new CompletableFuture<Throwable>();
    loop.addCallback(() -> answer.complete(CoroutineTrace.addAll(loop, error)));
    if (!doneInTime(answer)) {
      error.addSuppressed(held());
      givenUp = true;
    }
    return error;
  }

  /// Returns what says who holds the loop: its thread's stack, or the coroutine's that it carries.
  private IllegalStateException held() {
    var error =
        new IllegalStateException("the loop is held: it is left behind with all it has open");
    Thread holding = thread;
    if (holding != null) {
      error.setStackTrace(holding.getStackTrace());
    }
    return error;
  }

  private static boolean doneInTime(Future<?> future) {
    try {
      future.get(GRACE.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Ends the loop and closes what it has open.
  ///
  /// @throws Throwable what a callback threw, or that the loop is held, unless that was said
  void close() throws Throwable {
    loop.stop();
    if (givenUp) {
      interrupt(thread);
      interrupt(coroutine);
    }
    if (doneInTime(stopped)) {
      loop.closeAll();
    } else if (!givenUp) {
      IllegalStateException held = held();
      interrupt(thread);
      throw held;
    }
    Throwable left = failure;
    if (left != null && !givenUp) {
      throw left;
    }
  }

  /// Wakes up what can be woken that holds the loop.
  private static void interrupt(@Nullable Thread holding) {
    if (holding != null) {
      holding.interrupt();
    }
  }

  /// What is run.
  @FunctionalInterface
  interface Body<T extends @Nullable Object> {
    T run() throws Throwable;
  }
}
