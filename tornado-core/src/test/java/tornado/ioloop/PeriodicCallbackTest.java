// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tornado.ioloop.Async.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Python: ioloop_test, TestPeriodicCallbackAsync. When the runs are: [PeriodicCallbackMathTest].
final class PeriodicCallbackTest extends FakeTimeFixture {
  private static final Callable<?> NOTHING = () -> true;

  /// Moves the clock, second by second, until the future is done.
  private <T> T awaitInTime(CompletableFuture<T> future) {
    while (!future.isDone()) {
      advanceLater(SECOND);
      turn();
    }
    return await(future);
  }

  /// Returns a callback that completes the future in its n-th run.
  private static Callable<?> counting(int runs, CompletableFuture<Boolean> done) {
    var count = new AtomicInteger();
    return () -> count.incrementAndGet() >= runs && done.complete(true);
  }

  @Test
  void periodicPlain() {
    run(() -> {
      var done = new CompletableFuture<Boolean>();
      var callback = new PeriodicCallback(counting(3, done), SECOND);
      assertThat(callback.isRunning()).isFalse();

      callback.start();
      assertThat(callback.isRunning()).isTrue();
      awaitInTime(done);
      callback.stop();

      assertThat(callback.isRunning()).isFalse();
    });
  }

  @Test
  void runsAreCoroutinesOfTheLoop() {
    run(() -> {
      var seen = new CompletableFuture<IOLoop>();
      var callback =
          new PeriodicCallback(
              () -> {
                turn();
                return seen.complete(IOLoop.current());
              },
              SECOND);

      callback.start();

      assertThat(awaitInTime(seen)).isSameAs(loop);
      callback.stop();
    });
  }

  @Test
  void firstRunIsAPeriodAway() {
    run(() -> {
      var count = new AtomicInteger();
      var callback = new PeriodicCallback(count::incrementAndGet, SECOND);

      callback.start();
      advanceLater(SECOND.minusNanos(1));
      turn();

      assertThat(count).hasValue(0);
      callback.stop();
    });
  }

  @Test
  void startsOnTheCurrentLoop() {
    var callback = new PeriodicCallback(NOTHING, SECOND);
    var seen = new CompletableFuture<Boolean>();
    var other = new PeriodicCallback(() -> seen.complete(true), SECOND);
    loop.makeCurrent();
    try {
      callback.start();
      other.start();
    } finally {
      IOLoop.clearCurrent();
    }

    run(() -> awaitInTime(seen));

    callback.stop();
    other.stop();
    assertThat(seen).isCompletedWithValue(true);
  }

  @Test
  void startingTwiceIsStartingOnce() {
    Duration idle =
        idleAfter(() -> {
          var callback = new PeriodicCallback(NOTHING, SECOND);
          callback.start();
          callback.start();
          callback.stop();
          return true;
        });

    assertThat(idle).isZero();
  }

  @Test
  void stoppedOneHasNoTimer() {
    Duration running =
        idleAfter(() -> {
          new PeriodicCallback(NOTHING, SECOND).start();
          return true;
        });
    Duration stopped =
        idleAfter(() -> {
          var callback = new PeriodicCallback(NOTHING, SECOND);
          callback.start();
          onOtherThread(callback::stop);
          callback.stop();
          return true;
        });

    assertThat(running).isGreaterThanOrEqualTo(SECOND);
    assertThat(stopped).isZero();
  }

  @Test
  void callbackMayStopItself() {
    run(() -> {
      var count = new AtomicInteger();
      var stopped = new CompletableFuture<Boolean>();
      var self = new AtomicReference<PeriodicCallback>();
      self.set(
          new PeriodicCallback(
              () -> {
                count.incrementAndGet();
                self.get().stop();
                return stopped.complete(true);
              },
              SECOND));

      self.get().start();
      awaitInTime(stopped);
      advanceLater(SECOND.multipliedBy(5));
      turn();
      turn();

      assertThat(count).hasValue(1);
      assertThat(self.get().isRunning()).isFalse();
    });
  }

  @Test
  void startedAndStoppedByManyThreads() {
    Duration idle =
        idleAfter(() -> {
          var callback = new PeriodicCallback(NOTHING, SECOND);
          List<CompletableFuture<Boolean>> threads =
              IntStream.range(0, 4)
                  .mapToObj(_ -> Async.spawnBlocking(() -> startAndStop(callback)))
                  .toList();
          return await(Async.all(threads));
        });

    assertThat(idle).isZero();
  }

  private static boolean startAndStop(PeriodicCallback callback) {
    for (int i = 0; i < 500; i++) {
      callback.start();
      callback.stop();
    }
    return true;
  }

  @Test
  void periodMustBePositive() {
    assertThatThrownBy(() -> new PeriodicCallback(NOTHING, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("period <= 0: PT0S");
    assertThatThrownBy(() -> new PeriodicCallback(NOTHING, Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
  void jitterMustBeAFraction(double jitter) {
    assertThatThrownBy(() -> new PeriodicCallback(NOTHING, SECOND, jitter))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("jitter < 0 or > 1: " + jitter);
  }
}
