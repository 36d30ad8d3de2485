// SPDX-License-Identifier: Apache-2.0
package tornado.locks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tornado.ioloop.Async.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import tornado.fixture.LoopFixture;
import tornado.ioloop.Async;
import tornado.ioloop.CancelledError;
import tornado.util.TimeoutError;

/// Carried over from Tornado's `locks_test.ConditionTest`, and what scopes add.
class ConditionTest extends LoopFixture {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Condition condition = new Condition();
  private final List<String> history = new CopyOnWriteArrayList<>();

  private CompletableFuture<Boolean> record(CompletableFuture<Boolean> wait, String name) {
    return wait.whenComplete((notified, _) -> history.add(name + (notified ? "" : " timed out")));
  }

  @Test
  void notify1() {
    var first = record(condition.waitFor(), "first");
    var second = record(condition.waitFor(), "second");

    condition.notifyOne();
    condition.notifyOne();

    assertThat(history).containsExactly("first", "second");
    assertThat(first).isCompletedWithValue(true);
    assertThat(second).isCompletedWithValue(true);
  }

  @Test
  void notifyN() {
    for (int i = 0; i < 6; i++) {
      record(condition.waitFor(), "c" + i);
    }

    condition.notifySome(3);
    assertThat(history).containsExactly("c0", "c1", "c2");
    condition.notifySome(1);
    assertThat(history).hasSize(4);
    condition.notifySome(2);

    assertThat(history).containsExactly("c0", "c1", "c2", "c3", "c4", "c5");
  }

  @Test
  void notifyAllWaiters() {
    for (int i = 0; i < 4; i++) {
      record(condition.waitFor(), "c" + i);
    }

    condition.notifyEveryone();

    assertThat(history).containsExactly("c0", "c1", "c2", "c3");
  }

  @Test
  void notificationOfNobodyIsLost() {
    condition.notifyOne();

    assertThat(condition.waitFor()).isNotDone();
  }

  @Test
  void waitTimeout() {
    run(() -> {
      var wait = condition.waitFor(SECOND);

      advance(SECOND);

      assertThat(await(wait)).isFalse();
    });
  }

  @Test
  void nestedNotify() {
    condition.waitFor().thenRun(() -> history.add("a"));
    condition
        .waitFor()
        .thenRun(() -> {
          history.add("b");
          condition.notifyOne();
        });
    condition.waitFor().thenRun(() -> history.add("c"));

    condition.notifyOne();
    condition.notifyOne();

    assertThat(history).containsExactly("a", "b", "c");
    assertThat(condition).hasToString("Condition(waiters[0])");
  }

  @Test
  void garbageCollection() {
    run(() -> {
      var timed = new ArrayList<CompletableFuture<Boolean>>();
      for (int i = 0; i < 101; i++) {
        timed.add(condition.waitFor(SECOND));
      }
      advance(SECOND);
      timed.forEach(wait -> assertThat(await(wait)).isFalse());

      var last = condition.waitFor();

      assertThat(condition).hasToString("Condition(waiters[1])");
      condition.notifyOne();
      assertThat(await(last)).isTrue();
    });
  }

  @Test
  void cancelledCoroutineLeavesItsPlaceToTheNext() {
    run(() -> {
      var started = new CompletableFuture<Boolean>();
      var cancelled =
          Async.spawn(() -> {
            var wait = condition.waitFor();
            started.complete(true);
            return await(wait);
          });
      await(started);
      var next = condition.waitFor();
      cancelled.cancel(true);

      condition.notifyOne();

      assertThat(await(next)).isTrue();
    });
  }

  @Test
  void waitEndsWithTheTimeLimitAroundIt() {
    run(() -> {
      var limited =
          Async.spawn(() ->
              Async.withTimeout(
                  SECOND,
                  () -> {
                    var wait = condition.waitFor();
                    advance(SECOND);
                    return await(wait);
                  }));

      assertThatThrownBy(() -> await(limited)).isInstanceOf(TimeoutError.class);
      assertThat(condition).hasToString("Condition(waiters[0])");
    });
  }

  @Test
  void waitThatNobodyAwaitsEndsWithItsScope() {
    run(() -> {
      var wait = await(Async.spawn(() -> List.of(condition.waitFor()))).getFirst();

      assertThatThrownBy(() -> await(wait)).isInstanceOf(CancelledError.class);
      assertThat(condition).hasToString("Condition(waiters[0])");
    });
  }

  @Test
  void negativeCountIsRefused() {
    assertThatThrownBy(() -> condition.notifySome(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("count < 0: -1");
  }

  @Test
  void limitNeedsALoop() {
    assertThatThrownBy(() -> condition.waitFor(SECOND)).isInstanceOf(IllegalStateException.class);
  }
}
