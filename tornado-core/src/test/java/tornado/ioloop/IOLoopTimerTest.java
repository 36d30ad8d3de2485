// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tornado.fixture.LogRecorder;

/// Python: ioloop_test, TestIOLoop.
final class IOLoopTimerTest extends FakeTimeFixture {
  private final List<String> ran = new ArrayList<>();

  private Runnable note(String name) {
    return () -> ran.add(name);
  }

  @Test
  void runsWhenTheTimeHasCome() {
    loop.callLater(SECOND, note("timer"));
    step();
    clock.advance(SECOND.minusNanos(1));
    step();
    assertThat(ran).isEmpty();

    clock.advance(Duration.ofNanos(1));
    step();
    step();

    assertThat(ran).containsExactly("timer");
  }

  @Test
  void callAtTakesATimeOfTheLoopsClock() {
    clock.advance(SECOND);
    loop.callAt(loop.time() + SECOND.toNanos(), note("timer"));

    clock.advance(SECOND);
    step();

    assertThat(ran).containsExactly("timer");
  }

  @Test
  void addTimeoutTimedelta() {
    loop.addTimeout(SECOND, note("timer"));

    clock.advance(SECOND);
    step();

    assertThat(ran).containsExactly("timer");
  }

  @Test
  void runsInTheOrderOfDeadlinesThenOfAdding() {
    loop.callLater(SECOND.multipliedBy(3), note("3"));
    loop.callLater(SECOND, note("1"));
    loop.callLater(SECOND.multipliedBy(2), note("2a"));
    loop.callLater(SECOND.multipliedBy(2), note("2b"));

    clock.advance(SECOND.multipliedBy(3));
    step();

    assertThat(ran).containsExactly("1", "2a", "2b", "3");
  }

  @Test
  void pastAndNegativeRunAsSoonAsPossible() {
    loop.callLater(Duration.ofDays(-1), note("negative"));
    loop.callAt(loop.time() - 1, note("past"));
    loop.callLater(Duration.ZERO, note("zero"));

    step();

    assertThat(ran).containsExactly("past", "negative", "zero");
  }

  @Test
  void runsAfterTheCallbacksOfItsTurn() {
    loop.callLater(Duration.ZERO, note("timer"));
    loop.addCallback(note("callback"));

    step();

    assertThat(ran).containsExactly("callback", "timer");
  }

  /// What is queued during a turn waits for the next, due timers too: a timer that renews itself starves nobody.
  @Test
  void timerAddedByATimerWaitsATurn() {
    loop.callLater(SECOND.multipliedBy(9), note("later"));
    loop.callLater(
        Duration.ZERO,
        () -> {
          ran.add("first");
          loop.callLater(Duration.ofNanos(-1), note("second"));
        });
    loop.callLater(Duration.ZERO, note("other"));

    step();
    assertThat(ran).containsExactly("first", "other");
    step();

    assertThat(ran).containsExactly("first", "other", "second");
  }

  @Test
  void failingTimerIsLoggedAndTheNextRuns() {
    loop.callLater(
        Duration.ZERO,
        () -> {
          throw new IllegalStateException("bug");
        });
    loop.callLater(Duration.ZERO, note("next"));

    try (LogRecorder log = LogRecorder.of("tornado.application")) {
      step();

      assertThat(log.lines()).singleElement().asString().startsWith("ERROR Exception in callback");
    }
    assertThat(ran).containsExactly("next");
  }

  @Test
  void removedTimerDoesNotRun() {
    Timeout timeout = loop.callLater(SECOND, note("removed"));
    step();

    loop.removeTimeout(timeout);
    clock.advance(SECOND);
    step();

    assertThat(ran).isEmpty();
  }

  /// Both are queued for the loop; it never gets to see the timer.
  @Test
  void removedBeforeTheLoopSawItDoesNotRun() {
    loop.removeTimeout(loop.callLater(Duration.ZERO, note("removed")));

    step();

    assertThat(ran).isEmpty();
  }

  @Test
  void removeTimeoutAfterFire() {
    Timeout timeout = loop.callLater(Duration.ZERO, note("timer"));
    loop.callLater(SECOND, note("other"));
    step();

    loop.removeTimeout(timeout);
    clock.advance(SECOND);
    step();

    assertThat(ran).containsExactly("timer", "other");
  }

  @Test
  void removeTimeoutFromTimeout() {
    var second = new AtomicReference<Timeout>();
    loop.callLater(
        Duration.ZERO,
        () -> {
          ran.add("first");
          loop.removeTimeout(second.get());
        });
    second.set(loop.callLater(Duration.ZERO, note("second")));

    step();
    step();

    assertThat(ran).containsExactly("first");
  }

  @Test
  void timerMayRemoveItself() {
    var self = new AtomicReference<Timeout>();
    self.set(
        loop.callLater(
            Duration.ZERO,
            () -> {
              ran.add("self");
              loop.removeTimeout(self.get());
            }));
    loop.callLater(Duration.ZERO, note("next"));

    step();

    assertThat(ran).containsExactly("self", "next");
  }

  /// The loop is within a turn, so it hasn't been told yet: but once removeTimeout has returned a timer is gone.
  @Test
  void removedByAnotherThreadWithinTheTurnDoesNotRun() {
    Timeout timeout = loop.callLater(SECOND, note("removed"));
    step();
    clock.advance(SECOND);
    loop.addCallback(() -> onOtherThread(() -> loop.removeTimeout(timeout)));

    step();
    step();

    assertThat(ran).isEmpty();
  }

  @Test
  void addedAndRemovedByOtherThreads() throws InterruptedException {
    List<Thread> threads =
        IntStream.range(0, 4)
            .mapToObj(i -> Thread.ofPlatform().unstarted(() -> addAndRemove("thread " + i)))
            .toList();
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }

    clock.advance(SECOND);
    step();

    assertThat(ran).containsExactlyInAnyOrder("thread 0", "thread 1", "thread 2", "thread 3");
  }

  private void addAndRemove(String name) {
    for (int i = 0; i < 1000; i++) {
      loop.removeTimeout(loop.callLater(SECOND, note("removed")));
    }
    loop.callLater(SECOND, note(name));
  }

  /// A limit of centuries is none, and doesn't wrap around into the past.
  @Test
  void longDelaysSaturate() {
    clock.advance(Duration.ofDays(365));
    Timeout eternal = loop.callLater(Duration.ofSeconds(Long.MAX_VALUE), note("never"));
    loop.callLater(Duration.ofDays(100_000), note("never"));
    loop.callLater(SECOND, note("second"));

    clock.advance(SECOND);
    step();

    assertThat(ran).containsExactly("second");
    assertThat(eternal.deadlineNanos).isGreaterThan(loop.time());
  }
}
