// SPDX-License-Identifier: Apache-2.0
package tornado.locks;

import static org.assertj.core.api.Assertions.assertThat;
import static tornado.ioloop.Async.await;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tornado.fixture.LoopThread;
import tornado.fixture.Race;
import tornado.fixture.WaitingCoroutine;

/// Waiters that are cancelled at the moment they are served: what they were to get goes to the next, or they get it after all.
class CancellationTest {
  private static final int ROUNDS = 500;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void noPermitIsLostOrGivenTwice(long seed) {
    try (var race = new Race(seed);
        var thread = new LoopThread()) {
      for (int round = 0; round < ROUNDS; round++) {
        var semaphore = new BoundedSemaphore();
        var held = semaphore.acquire().join();
        var waiter = new WaitingCoroutine(thread.loop(), () -> await(semaphore.acquire()).close());
        waiter.awaitLine(() -> semaphore.toString().contains("waiters:1"));

        race.run(waiter::cancel, held::close);
        waiter.awaitEnd();

        assertThat(semaphore).hasToString("BoundedSemaphore(unlocked,value:1,waiters:0)");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aNotificationWakesTheNextIfTheFirstHasGone(long seed) {
    try (var race = new Race(seed);
        var thread = new LoopThread()) {
      for (int round = 0; round < ROUNDS; round++) {
        var condition = new Condition();
        var woken = new AtomicBoolean();
        var first =
            new WaitingCoroutine(thread.loop(), () -> woken.set(await(condition.waitFor())));
        first.awaitLine(() -> condition.toString().contains("[1]"));
        CompletableFuture<Boolean> second = condition.waitFor();

        race.run(first::cancel, condition::notifyOne);
        first.awaitEnd();

        assertThat(second.isDone()).isNotEqualTo(woken.get());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aCancelledAcquireLeavesThePermitToTheNext(long seed) {
    try (var race = new Race(seed)) {
      for (int round = 0; round < ROUNDS; round++) {
        var semaphore = new BoundedSemaphore();
        var held = semaphore.acquire().join();
        var first = semaphore.acquire();
        var second = semaphore.acquire();

        race.run(() -> first.cancel(true), held::close);

        assertThat(second.isDone()).isEqualTo(first.isCancelled());
      }
    }
  }
}
