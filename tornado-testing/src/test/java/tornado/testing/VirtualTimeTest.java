// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tornado.ioloop.Async;
import tornado.ioloop.IOLoop;
import tornado.ioloop.PeriodicCallback;
import tornado.util.TimeoutError;

/// Virtual time: what passes in none, and what a test is told that can't go on.
final class VirtualTimeTest {
  /// Tests that take hours.
  @VirtualTime
  static final class Hours extends AsyncTestCase {
    @Test
    void sleepsForAnHour() {
      long before = ioLoop().time();

      await(Async.sleep(Duration.ofHours(1)));

      assertThat(ioLoop().time() - before).isEqualTo(TimeUnit.HOURS.toNanos(1));
    }

    @Test
    void tenThousandSleepers() {
      await(
          Async.all(
              IntStream.range(0, 10_000)
                  .mapToObj(_ -> Async.spawn(() -> await(Async.sleep(Duration.ofHours(1)))))
                  .toList()));
    }

    @Test
    void timeoutOfAnHour() {
      assertThat(ioLoop().clock().instant()).isEqualTo(VirtualClock.START);
      try {
        withTimeout(Duration.ofHours(1), () -> await(new CompletableFuture<>()));
      } catch (TimeoutError e) {
        assertThat(ioLoop().clock().instant()).isEqualTo(VirtualClock.START.plusSeconds(3600));
        return;
      }
      throw new AssertionError("no timeout");
    }
  }

  /// A test around which a timer goes off for ever.
  @VirtualTime
  static final class Ticking extends AsyncTestCase {
    private final List<Long> ticks = new ArrayList<>();
    private final PeriodicCallback periodic =
        new PeriodicCallback(() -> ticks.add(ioLoop().time()), Duration.ofSeconds(1));

    @BeforeEach
    void startTicking() {
      periodic.start();
    }

    @Test
    void timeStandsStillBetween() {
      await(Async.sleep(Duration.ofMillis(3500)));

      assertThat(ticks).hasSize(3);
    }

    @AfterEach
    void stopTicking() {
      assertThat(ticks).hasSize(3);
      periodic.stop();
    }
  }

  /// Tests that can't go on.
  @VirtualTime(patience = 0.05)
  static final class Stuck extends AsyncTestCase {
    @Test
    void waitsForWhatNeverComes() {
      await(new CompletableFuture<>());
    }

    @Test
    void sleepsOutside() throws InterruptedException {
      Thread.sleep(60_000);
    }

    @Test
    void waitsForALock() throws InterruptedException {
      var lock = new ReentrantLock();
      lock.lock();
      CompletableFuture<Boolean> other =
          Async.spawn(() -> {
            lock.lock();
            return true;
          });
      await(Async.sleep(Duration.ofHours(1)));
      await(other);
    }
  }

  /// A test that sleeps outside of the loop, but not for long.
  @VirtualTime
  static final class Patient extends AsyncTestCase {
    @Test
    void comesBackFromOutside() throws InterruptedException {
      Thread.sleep(5);

      assertThat(ioLoop().time()).isEqualTo(0);
    }
  }

  /// A test that has no world of its own.
  static final class Mixed extends AsyncTestCase {
    @Test
    @VirtualTime
    void virtual() {
      assertThat(ioLoop().time()).isEqualTo(0);
    }

    @Test
    void real() {
      assertThat(IOLoop.current().sockets()).isNull();
    }
  }

  private static Map<String, @Nullable Throwable> run(Class<?> type) {
    assumeThat(Flag.given()).as("coroutines run on the loop").isTrue();
    return RunTests.of(type);
  }

  private static Throwable failure(String test) {
    return Objects.requireNonNull(run(Stuck.class).get(test));
  }

  @Test
  void hoursTakeNoTime() {
    assertThat(run(Hours.class))
        .hasSize(3)
        .allSatisfy((_, failure) -> assertThat(failure).isNull());
  }

  @Test
  void timePassesInTestsOnly() {
    assertThat(run(Ticking.class))
        .hasSize(1)
        .allSatisfy((_, failure) -> assertThat(failure).isNull());
  }

  @Test
  void waitForNothingIsTold() {
    assertThat(run(Stuck.class).get("waitsForWhatNeverComes()"))
        .isInstanceOf(TimeoutError.class)
        .hasMessageContaining("no timer is left");
  }

  @Test
  void sleepOutsideIsToldWithItsStack() {
    Throwable failure = failure("sleepsOutside()");

    assertThat(failure).isInstanceOf(TimeoutError.class).hasMessageContaining("Thread.sleep");
    assertThat(failure.getSuppressed())
        .filteredOn(trace -> trace instanceof CoroutineTrace)
        .singleElement()
        .satisfies(trace ->
            assertThat(trace.getStackTrace())
                .anyMatch(frame -> frame.getMethodName().equals("sleepsOutside")));
  }

  @Test
  void foreignLockIsTold() {
    Throwable failure = failure("waitsForALock()");

    assertThat(failure).hasMessageContaining("1 of the coroutines");
    assertThat(failure.getSuppressed())
        .anyMatch(
            trace -> List.of(trace.getStackTrace()).toString().contains("ReentrantLock.lock"));
  }

  @Test
  void clockWaitsForWhatIsOutside() {
    assertThat(run(Patient.class))
        .hasSize(1)
        .allSatisfy((_, failure) -> assertThat(failure).isNull());
  }

  @Test
  void methodsMayHaveIt() {
    assertThat(run(Mixed.class))
        .hasSize(2)
        .allSatisfy((_, failure) -> assertThat(failure).isNull());
  }

  @Test
  void withoutTheFlagTheLineToAddIsNamed() {
    assumeThat(Flag.given()).as("coroutines run on the loop").isFalse();

    assertThat(RunTests.of(Patient.class).values())
        .singleElement()
        .satisfies(failure ->
            assertThat(failure)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(
                    "<argLine>--add-opens java.base/java.lang=ALL-UNNAMED</argLine>"));
  }
}
