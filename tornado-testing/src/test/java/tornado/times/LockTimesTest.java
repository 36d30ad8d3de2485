// SPDX-License-Identifier: Apache-2.0
package tornado.times;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import tornado.ioloop.Async;
import tornado.locks.Condition;
import tornado.locks.Event;
import tornado.locks.Permit;
import tornado.locks.Semaphore;
import tornado.testing.AsyncTestCase;
import tornado.util.TimeoutError;

/// Waits for locks that have an end. Python: locks_test.
@OnVirtualTime
final class LockTimesTest extends AsyncTestCase {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Semaphore semaphore = new Semaphore();
  private final Condition condition = new Condition();
  private final Event event = new Event();

  private Duration elapsed() {
    return Duration.ofNanos(ioLoop().time());
  }

  private static void pause(Duration time) {
    await(Async.sleep(time));
  }

  @Test
  void acquireTimeout() {
    await(semaphore.acquire());

    assertThatThrownBy(() -> await(semaphore.acquire(SECOND)))
        .isInstanceOf(TimeoutError.class)
        .hasMessage("waited for a semaphore for more than 1000 ms");

    assertThat(elapsed()).isEqualTo(SECOND);
    semaphore.release();
    assertThat(semaphore).hasToString("Semaphore(unlocked,value:1,waiters:0)");
  }

  @Test
  void acquireTimeoutPreempted() {
    await(semaphore.acquire());
    CompletableFuture<Permit> wait = semaphore.acquire(SECOND);
    pause(SECOND.minusNanos(1));

    semaphore.release();
    pause(SECOND);

    assertThat(wait).isCompleted();
  }

  @Test
  void garbageCollection() {
    await(semaphore.acquire());
    var timed = new ArrayList<CompletableFuture<Permit>>();
    for (int i = 0; i < 101; i++) {
      timed.add(semaphore.acquire(SECOND));
    }
    timed.forEach(wait -> assertThatThrownBy(() -> await(wait)).isInstanceOf(TimeoutError.class));
    assertThat(elapsed()).isEqualTo(SECOND);

    CompletableFuture<Permit> last = semaphore.acquire();
    semaphore.release();

    assertThat(last).isCompleted();
  }

  /// The permit comes at the same time as the end of the wait: it is taken, or it is still there.
  @RepeatedTest(20)
  void permitThatComesWithTheTimeoutIsNotLost() {
    Permit held = await(semaphore.acquire());
    CompletableFuture<Permit> wait = semaphore.acquire(SECOND);
    CompletableFuture<Boolean> releasing =
        Async.spawn(() -> {
          await(Async.sleep(SECOND));
          held.close();
          return true;
        });

    boolean got = Async.await(wait.handle((_, failure) -> failure == null));
    await(releasing);

    assertThat(semaphore.acquire().isDone()).isNotEqualTo(got);
  }

  @Test
  void waitTimeout() {
    assertThat(await(condition.waitFor(SECOND))).isFalse();
    assertThat(elapsed()).isEqualTo(SECOND);
  }

  @Test
  void waitTimeoutPreempted() {
    CompletableFuture<Boolean> wait = condition.waitFor(SECOND);
    pause(SECOND.minusNanos(1));

    condition.notifyOne();
    pause(SECOND);

    assertThat(wait).isCompletedWithValue(true);
  }

  @Test
  void notifyNWithTimeout() {
    var first = condition.waitFor();
    var timed = condition.waitFor(SECOND);
    var second = condition.waitFor();
    var third = condition.waitFor();
    assertThat(await(timed)).isFalse();

    condition.notifySome(2);

    assertThat(List.of(first, second)).allMatch(CompletableFuture::isDone);
    assertThat(third).isNotDone();
    condition.notifyOne();
  }

  @Test
  void eventTimeout() {
    assertThatThrownBy(() -> await(event.waitFor(Duration.ofMillis(10))))
        .isInstanceOf(TimeoutError.class)
        .hasMessage("waited for an event for more than 10 ms");
    assertThat(elapsed()).isEqualTo(Duration.ofMillis(10));
  }

  @Test
  void eventTimeoutSetInTime() {
    ioLoop().callLater(SECOND.minusNanos(1), event::set);

    await(event.waitFor(SECOND));

    assertThat(elapsed()).isEqualTo(SECOND.minusNanos(1));
  }
}
