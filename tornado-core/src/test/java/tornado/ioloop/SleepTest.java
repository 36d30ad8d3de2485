// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tornado.ioloop.Async.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Python: gen_test, GenBasicTest.
final class SleepTest extends FakeTimeFixture {
  @Test
  void isDoneWhenTheTimeHasCome() {
    run(() -> {
      CompletableFuture<@Nullable Void> sleep = Async.sleep(SECOND);
      advanceLater(SECOND.minusNanos(1));
      turn();
      assertThat(sleep).isNotDone();

      advanceLater(Duration.ofNanos(1));

      assertThat(await(sleep)).isNull();
    });
  }

  @Test
  void moment() {
    run(() -> {
      List<String> ran = new ArrayList<>();
      loop.addCallback(() -> ran.add("callback"));

      await(Async.sleep(Duration.ZERO));

      assertThat(ran).containsExactly("callback");
    });
  }

  @Test
  void cancelledSleepHasNoTimer() {
    assertThat(idleAfter(() -> Async.sleep(SECOND))).isEqualTo(SECOND);
    assertThat(idleAfter(() -> Async.sleep(SECOND).cancel(false))).isZero();
  }

  @Test
  void sleepOfACancelledCoroutineHasNoTimer() {
    Duration idle =
        idleAfter(() -> {
          var begun = new CompletableFuture<Boolean>();
          var ended = new CompletableFuture<Boolean>();
          CompletableFuture<?> sleeper =
              Async.spawn(() -> {
                begun.complete(true);
                try {
                  await(Async.sleep(SECOND));
                  return true;
                } finally {
                  ended.complete(true);
                }
              });
          await(begun);
          sleeper.cancel(true);
          return await(ended);
        });

    assertThat(idle).isZero();
  }

  @Test
  void needsALoop() {
    assertThatThrownBy(() -> Async.sleep(SECOND))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no loop runs this code: use IOLoop.runSync, or Async.spawn(loop, body)");
  }
}
