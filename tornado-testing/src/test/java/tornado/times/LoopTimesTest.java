// SPDX-License-Identifier: Apache-2.0
package tornado.times;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import tornado.ioloop.Async;
import tornado.ioloop.PeriodicCallback;
import tornado.testing.AsyncTestCase;
import tornado.util.TimeoutError;

/// Sleeps, limits and schedules of a loop. Python: gen_test, WithTimeoutTest, and ioloop_test, TestPeriodicCallbackAsync.
@OnVirtualTime
final class LoopTimesTest extends AsyncTestCase {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final CompletableFuture<String> never = new CompletableFuture<>();

  /// When a schedule ran.
  private final List<Duration> runs = new ArrayList<>();

  private Duration elapsed() {
    return Duration.ofNanos(ioLoop().time());
  }

  private boolean noteRun() {
    return runs.add(elapsed());
  }

  private static void pause(Duration time) {
    await(Async.sleep(time));
  }

  @Test
  void sleepersWakeInTheOrderOfTheirTimes() {
    List<CompletableFuture<Boolean>> sleepers = new ArrayList<>();
    for (int seconds : List.of(3, 1, 2)) {
      sleepers.add(
          Async.spawn(() -> {
            pause(Duration.ofSeconds(seconds));
            return noteRun();
          }));
    }

    await(Async.all(sleepers));

    assertThat(runs).containsExactly(SECOND, SECOND.multipliedBy(2), SECOND.multipliedBy(3));
  }

  @Test
  void timeout() {
    assertThatThrownBy(() -> await(Async.withTimeout(SECOND, never)))
        .isInstanceOf(TimeoutError.class)
        .hasMessage("timed out after 1000 ms");

    assertThat(elapsed()).isEqualTo(SECOND);
    assertThat(never).isNotDone();
  }

  @Test
  void innerLimitEndsFirst() {
    String result =
        withTimeout(
            Duration.ofMinutes(1),
            () -> {
              assertThatThrownBy(() -> withTimeout(SECOND, () -> await(never)))
                  .isInstanceOf(TimeoutError.class);
              pause(SECOND);
              return "value";
            });

    assertThat(result).isEqualTo("value");
    assertThat(elapsed()).isEqualTo(SECOND.multipliedBy(2));
  }

  @Test
  void outerLimitEndsFirst() {
    assertThatThrownBy(
            () -> withTimeout(SECOND, () -> withTimeout(Duration.ofMinutes(1), () -> await(never))))
        .isInstanceOf(TimeoutError.class)
        .hasMessage("timed out after 1000 ms");

    assertThat(elapsed()).isEqualTo(SECOND);
  }

  /// The value comes at the same time as the end: whichever is first is what the waiter gets.
  @RepeatedTest(20)
  void valueThatComesWithTheTimeout() {
    ioLoop().callLater(SECOND, () -> never.complete("value"));

    try {
      assertThat(await(Async.withTimeout(SECOND, never))).isEqualTo("value");
    } catch (TimeoutError e) {
      assertThat(e).hasMessage("timed out after 1000 ms");
    }

    assertThat(elapsed()).isEqualTo(SECOND);
  }

  @Test
  void periodicPlain() {
    var callback = new PeriodicCallback(this::noteRun, SECOND);

    callback.start();
    pause(Duration.ofMillis(3500));
    callback.stop();
    pause(Duration.ofHours(1));

    assertThat(runs).containsExactly(SECOND, SECOND.multipliedBy(2), SECOND.multipliedBy(3));
  }

  @Test
  void runsNeverOverlap() {
    var callback =
        new PeriodicCallback(
            () -> {
              noteRun();
              pause(Duration.ofMillis(2500));
              return true;
            },
            SECOND);

    callback.start();
    pause(Duration.ofSeconds(8));
    callback.stop();
    pause(Duration.ofSeconds(8));

    assertThat(runs).extracting(Duration::toSeconds).containsExactly(1L, 4L, 7L);
  }

  /// Even a new schedule waits until the run that the old one began is over.
  @Test
  void restartDuringARunDoesNotOverlap() {
    var callback =
        new PeriodicCallback(
            () -> {
              noteRun();
              pause(runs.size() == 1 ? Duration.ofSeconds(5) : Duration.ZERO);
              return true;
            },
            SECOND);
    callback.start();
    pause(Duration.ofMillis(1500));

    callback.stop();
    callback.start();
    pause(Duration.ofMillis(6100));
    callback.stop();

    assertThat(runs).containsExactly(SECOND, Duration.ofMillis(6500), Duration.ofMillis(7500));
  }

  @Test
  void restartPutsTheScheduleOnANewGrid() {
    var callback = new PeriodicCallback(this::noteRun, Duration.ofSeconds(10));
    callback.start();
    pause(Duration.ofSeconds(4));

    callback.stop();
    callback.start();
    pause(Duration.ofSeconds(12));
    callback.stop();

    assertThat(runs).containsExactly(Duration.ofSeconds(14));
  }

  @RepeatedTest(20)
  void jitterStaysWithinItsPart() {
    var callback = new PeriodicCallback(this::noteRun, SECOND, 0.5);

    callback.start();
    pause(Duration.ofSeconds(10));
    callback.stop();

    @Nullable Duration before = null;
    for (Duration run : runs) {
      if (before != null) {
        assertThat(run.minus(before)).isBetween(SECOND.dividedBy(4), SECOND.multipliedBy(2));
      }
      before = run;
    }
    assertThat(runs).hasSizeBetween(7, 13);
  }
}
