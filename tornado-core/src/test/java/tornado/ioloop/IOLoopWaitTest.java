// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tornado.fixture.FakeClock;
import tornado.fixture.LogRecorder;

/// How the loop waits, and who wakes it.
final class IOLoopWaitTest {
  private final FakeClock clock = new FakeClock();
  private final HeldSelector selector = new HeldSelector();
  private final IOLoop loop = LoopFixture.unwatched().clock(clock).selector(selector).build();
  private final Thread thread = Thread.ofPlatform().unstarted(loop::start);

  /// Runs a loop of its own until it has waited once, and returns for how long it was about to.
  private List<Long> timeoutsMillis(Duration timer) {
    var timeoutsMillis = new ArrayList<Long>();
    var self = new CompletableFuture<IOLoop>();
    var noting =
        new FakeSelector() {
          @Override
          void waitFor(long timeoutMillis) {
            timeoutsMillis.add(timeoutMillis);
            self.join().stop();
          }

          @Override
          public Selector wakeup() {
            return this;
          }
        };
    try (IOLoop waiting = IOLoop.builder().clock(clock).selector(noting).build()) {
      self.complete(waiting);
      waiting.callAt(waiting.time() + timer.toNanos(), () -> {});
      waiting.start();
    }
    return timeoutsMillis;
  }

  @AfterEach
  void stopLoop() throws InterruptedException {
    loop.stop();
    selector.endWait();
    thread.join();
    loop.close();
  }

  @Test
  void oneWakeUpForManyCallbacks() {
    thread.start();
    selector.awaitWait();
    var ran = new AtomicInteger();

    for (int i = 0; i < 1000; i++) {
      loop.addCallback(ran::incrementAndGet);
    }
    selector.endWait();
    selector.awaitWait();

    assertThat(ran).hasValue(1000);
    assertThat(selector.wakeUps()).isEqualTo(1);
  }

  @Test
  void eachWaitHasAWakeUpOfItsOwn() {
    thread.start();
    for (int i = 1; i <= 3; i++) {
      selector.awaitWait();

      loop.addCallback(() -> {});
      loop.callLater(Duration.ofSeconds(1), () -> {});

      assertThat(selector.wakeUps()).isEqualTo(i);
      selector.endWait();
    }
    selector.awaitWait();
  }

  @Test
  void loopThatIsAwakeNeedsNoWakeUp() {
    var busy = new CountDownLatch(1);
    var ran = new AtomicInteger();
    loop.addCallback(() -> {
      LoopFixture.onOtherThread(() -> {
        for (int i = 0; i < 1000; i++) {
          loop.addCallback(ran::incrementAndGet);
        }
      });
      busy.countDown();
    });

    thread.start();
    selector.awaitWait();

    assertThat(ran).hasValue(1000);
    assertThat(busy.getCount()).isZero();
    assertThat(selector.wakeUps()).isZero();
  }

  /// Awake it is as soon as the wait is over, whatever ended it.
  @Test
  void loopThatATimerWokeNeedsNoWakeUp() {
    var ran = new AtomicInteger();
    loop.callLater(
        Duration.ofSeconds(1),
        () -> LoopFixture.onOtherThread(() -> loop.addCallback(ran::incrementAndGet)));
    thread.start();
    selector.awaitWait();

    clock.advance(Duration.ofSeconds(1));
    selector.endWait();
    selector.awaitWait();

    assertThat(ran).hasValue(1);
    assertThat(selector.wakeUps()).isZero();
  }

  @Test
  void stopWakesTheLoop() throws InterruptedException {
    thread.start();
    selector.awaitWait();

    loop.stop();
    loop.stop();

    assertThat(selector.wakeUps()).isEqualTo(1);
    selector.endWait();
    thread.join();
  }

  @Test
  void doesNotWaitWhileSomethingIsQueued() {
    var turns = new AtomicInteger();
    loop.addCallback(() -> again(turns, 100));

    thread.start();
    selector.awaitWait();

    assertThat(turns).hasValue(100);
  }

  private void again(AtomicInteger turns, int limit) {
    if (turns.incrementAndGet() < limit) {
      loop.addCallback(() -> again(turns, limit));
    }
  }

  @Test
  void waitsUntilTheNextTimer() {
    assertThat(timeoutsMillis(Duration.ofMillis(20))).containsExactly(20L);
  }

  /// Waking a part of a millisecond early would spin until the timer is due.
  @Test
  void roundsTheWaitUp() {
    assertThat(timeoutsMillis(Duration.ofNanos(1))).containsExactly(1L);
    assertThat(timeoutsMillis(Duration.ofNanos(1_000_001))).containsExactly(2L);
  }

  @Test
  void longestWaitDoesNotWrapAround() {
    assertThat(timeoutsMillis(Duration.ofNanos(Long.MAX_VALUE - 1)))
        .containsExactly(Long.MAX_VALUE / 1_000_000 + 1);
  }

  @Test
  void timeThatPassesInACallbackShortensTheWait() {
    loop.callLater(Duration.ofSeconds(1), loop::stop);
    loop.addCallback(() -> clock.advance(Duration.ofSeconds(1)));

    loop.start();

    assertThat(selector.wakeUps()).isZero();
  }

  @Test
  void turnTimeIsTheTimeOfWakingUp() {
    var seen = new ArrayList<Duration>();
    thread.start();
    selector.awaitWait();
    loop.addCallback(() -> seen.add(Duration.ofNanos(loop.turnTime())));
    clock.advance(Duration.ofHours(1));

    selector.endWait();
    selector.awaitWait();

    assertThat(seen).containsExactly(Duration.ofHours(1));
  }

  /// No turn of the loop says anything about the time on another thread.
  @Test
  void turnTimeElsewhereIsTheTime() {
    clock.advance(Duration.ofHours(1));

    assertThat(loop.turnTime()).isEqualTo(loop.time());
  }

  @Test
  void turnTimeStandsStillWithinATurn() {
    var seen = new ArrayList<Duration>();
    loop.addCallback(() -> clock.advance(Duration.ofSeconds(1)));
    loop.addCallback(() -> seen.add(Duration.ofNanos(loop.turnTime())));
    loop.addCallback(loop::stop);

    loop.start();

    assertThat(seen).containsExactly(Duration.ZERO);
  }

  /// A selector doesn't wait on a thread that is interrupted: the loop would spin.
  @Test
  void interruptIsClearedWithAWarning() {
    try (LogRecorder log = LogRecorder.of("tornado.application")) {
      thread.start();
      selector.awaitWait();
      thread.interrupt();
      selector.endWait();
      selector.awaitWait();

      assertThat(log.lines())
          .containsExactly(
              "WARN the loop's thread was interrupted, which does nothing: use IOLoop.stop");
      assertThat(thread.isInterrupted()).isFalse();
    }
  }

  @Test
  void brokenSelectorEndsTheLoop() {
    var broken =
        new FakeSelector() {
          @Override
          public int selectNow() throws IOException {
            throw new IOException("broken");
          }

          @Override
          void waitFor(long timeoutMillis) {}

          @Override
          public Selector wakeup() {
            return this;
          }
        };
    try (IOLoop breaking = IOLoop.builder().selector(broken).build()) {
      breaking.addCallback(() -> breaking.addCallback(() -> {}));

      assertThatThrownBy(breaking::start)
          .isInstanceOf(UncheckedIOException.class)
          .hasMessage("the selector failed: broken");
      assertThat(breaking.running()).isFalse();
    }
  }
}
