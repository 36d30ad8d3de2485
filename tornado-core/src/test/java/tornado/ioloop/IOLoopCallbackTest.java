// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tornado.fixture.LogRecorder;

/// Python: ioloop_test, TestIOLoop and TestIOLoopFutures.
final class IOLoopCallbackTest extends LoopFixture {
  private final List<String> ran = new ArrayList<>();

  private Runnable note(String name) {
    return () -> ran.add(name);
  }

  @Test
  void runsInTheOrderAdded() {
    loop.addCallback(note("1"));
    loop.spawnCallback(note("2"));
    loop.addCallback(note("3"));

    step();

    assertThat(ran).containsExactly("1", "2", "3");
  }

  @Test
  void callbackAddedByACallbackWaitsATurn() {
    loop.addCallback(() -> {
      ran.add("first");
      loop.addCallback(note("third"));
    });
    loop.addCallback(note("second"));

    step();
    assertThat(ran).containsExactly("first", "second");
    step();

    assertThat(ran).containsExactly("first", "second", "third");
  }

  @Test
  void whatAStoppedLoopLeftRunsAtItsNextStart() {
    loop.addCallback(loop::stop);
    loop.addCallback(() -> loop.addCallback(note("left")));
    loop.start();
    assertThat(ran).isEmpty();

    step();

    assertThat(ran).containsExactly("left");
  }

  @Test
  void addCallbackWakeup() {
    loop.addCallback(() -> Thread.ofPlatform().start(() -> loop.addCallback(loop::stop)));

    loop.start();

    assertThat(loop.running()).isFalse();
  }

  @Test
  void callbacksOfOneThreadKeepTheirOrder() {
    var seen = new int[4];
    var failed = new ArrayList<String>();
    var left = new AtomicInteger(4 * 2000);
    for (int thread = 0; thread < 4; thread++) {
      int id = thread;
      Thread.ofPlatform()
          .start(() ->
              IntStream.range(0, 2000)
                  .forEach(i ->
                      loop.addCallback(() -> {
                        if (seen[id]++ != i) {
                          failed.add(id + ": " + i);
                        }
                        if (left.decrementAndGet() == 0) {
                          loop.stop();
                        }
                      })));
    }

    loop.start();

    assertThat(failed).isEmpty();
    assertThat(seen).containsOnly(2000);
  }

  /// A wake-up that got lost would leave one of the two waiting for ever.
  @Test
  void noWakeUpIsMissed() {
    var back = new Semaphore(0);
    Thread.ofPlatform()
        .start(() -> {
          for (int i = 0; i < 5000; i++) {
            loop.addCallback(back::release);
            back.acquireUninterruptibly();
          }
          loop.stop();
        });

    loop.start();

    assertThat(back.availablePermits()).isZero();
  }

  @Test
  void addCallbackWhileClosing() throws InterruptedException {
    var closing = new CountDownLatch(1);
    Thread other =
        Thread.ofPlatform()
            .start(() -> {
              closing.countDown();
              for (int i = 0; i < 2000; i++) {
                loop.addCallback(note("dropped"));
              }
            });
    closing.await();

    loop.close();
    other.join();
    loop.addCallback(note("dropped"));
    loop.callLater(Duration.ZERO, note("dropped"));
    loop.stop();

    assertThat(ran).isEmpty();
  }

  static Stream<Throwable> failures() {
    return Stream.of(new IllegalStateException("bug"), new AssertionError("bug"), new Error("bug"));
  }

  private static void sneak(Throwable failure) {
    switch (failure) {
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new IllegalArgumentException(failure);
    }
  }

  @ParameterizedTest
  @MethodSource("failures")
  void callbackExceptionLogging(Throwable failure) {
    loop.addCallback(() -> sneak(failure));
    loop.addCallback(note("next"));

    try (LogRecorder log = LogRecorder.of("tornado.application")) {
      step();

      assertThat(log.lines()).singleElement().asString().startsWith("ERROR Exception in callback");
    }
    assertThat(ran).containsExactly("next");
  }

  @Test
  void endlessRecursionCostsOnlyItsCallback() {
    loop.addCallback(this::recurse);
    loop.addCallback(note("next"));

    try (LogRecorder log = LogRecorder.of("tornado.application")) {
      step();

      assertThat(log.lines()).hasSize(1);
    }
    assertThat(ran).containsExactly("next");
  }

  @SuppressWarnings("InfiniteRecursion") // that is the test
  private void recurse() {
    recurse();
  }

  static Stream<Throwable> cancellations() {
    return Stream.of(
        new CancelledError("over"),
        new CancellationException(),
        new CompletionException(new CancelledError("over")));
  }

  @ParameterizedTest
  @MethodSource("cancellations")
  void cancellationIsNoFailure(Throwable cancellation) {
    loop.addCallback(() -> sneak(cancellation));
    loop.addCallback(note("next"));

    try (LogRecorder log = LogRecorder.of("tornado.application")) {
      step();

      assertThat(log.lines()).isEmpty();
    }
    assertThat(ran).containsExactly("next");
  }

  @Test
  void addFutureRunsOnTheLoopInALaterTurn() {
    loop.addCallback(() -> {
      loop.addFuture(CompletableFuture.completedFuture("value"), future -> ran.add(future.join()));
      ran.add("added");
    });

    step();
    assertThat(ran).containsExactly("added");
    step();

    assertThat(ran).containsExactly("added", "value");
  }

  @Test
  void addFuturePassesFailuresToo() {
    loop.addFuture(
        CompletableFuture.failedFuture(new IllegalStateException("bug")),
        future -> ran.add(future.exceptionNow().getMessage()));

    step();

    assertThat(ran).containsExactly("bug");
  }

  @Test
  void addFutureThreads() {
    var inLoop = new CompletableFuture<Boolean>();
    loop.addFuture(
        loop.runInExecutor(null, () -> "value"),
        future -> {
          ran.add(future.join());
          inLoop.complete(loop.inLoop());
          loop.stop();
        });

    loop.start();

    assertThat(ran).containsExactly("value");
    assertThat(inLoop).isCompletedWithValue(true);
  }
}
