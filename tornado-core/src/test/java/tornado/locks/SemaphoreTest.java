// SPDX-License-Identifier: Apache-2.0
package tornado.locks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tornado.ioloop.Async.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import tornado.fixture.LoopFixture;
import tornado.ioloop.Async;
import tornado.util.TimeoutError;

/// Carried over from Tornado's `locks_test.SemaphoreTest` and `SemaphoreContextManagerTest`.
class SemaphoreTest extends LoopFixture {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void negativeValue() {
    assertThatThrownBy(() -> new Semaphore(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("value < 0: -1");
  }

  @Test
  void str() {
    var semaphore = new Semaphore(2);
    assertThat(semaphore).hasToString("Semaphore(unlocked,value:2,waiters:0)");

    semaphore.acquire();
    semaphore.acquire();
    semaphore.acquire();

    assertThat(semaphore).hasToString("Semaphore(locked,waiters:1)");
  }

  @Test
  void acquire() {
    var semaphore = new Semaphore();
    assertThat(semaphore.acquire()).isCompleted();
    var second = semaphore.acquire();
    var third = semaphore.acquire();

    semaphore.release();
    assertThat(second).isCompleted();
    assertThat(third).isNotDone();
    semaphore.release();

    assertThat(third).isCompleted();
    semaphore.release();
    assertThat(semaphore.acquire()).isCompleted();
  }

  @Test
  void acquireTimeout() {
    run(() -> {
      var semaphore = new Semaphore(2);
      await(semaphore.acquire());
      await(semaphore.acquire());
      var late = semaphore.acquire(SECOND);

      advance(SECOND);

      assertThatThrownBy(() -> await(late))
          .isInstanceOf(TimeoutError.class)
          .hasMessage("waited for a semaphore for more than 1000 ms");
      semaphore.release();
      assertThat(semaphore).hasToString("Semaphore(unlocked,value:1,waiters:0)");
    });
  }

  @Test
  void releaseUnacquired() {
    var semaphore = new Semaphore();

    semaphore.release();
    semaphore.release();

    assertThat(semaphore).hasToString("Semaphore(unlocked,value:3,waiters:0)");
    assertThat(semaphore.acquire()).isCompleted();
  }

  @Test
  void permitClosesOnce() {
    run(() -> {
      var semaphore = new Semaphore();
      Permit permit = await(semaphore.acquire());

      permit.close();
      permit.close();

      assertThat(semaphore).hasToString("Semaphore(unlocked,value:1,waiters:0)");
    });
  }

  @Test
  void permitIsReturnedWhenItsBlockFails() {
    run(() -> {
      var semaphore = new Semaphore();

      assertThatThrownBy(
              () -> {
                try (var _ = await(semaphore.acquire())) {
                  throw new IllegalStateException("inside");
                }
              })
          .hasMessage("inside");

      assertThat(semaphore.acquire()).isCompleted();
    });
  }

  @Test
  void newcomersDoNotOvertakeThoseInLine() {
    var semaphore = new Semaphore();
    var held = semaphore.acquire().join();
    var order = new ArrayList<String>();
    semaphore
        .acquire()
        .thenAccept(permit -> {
          order.add("in line");
          semaphore.acquire().thenRun(() -> order.add("newcomer"));
          permit.close();
        });
    semaphore
        .acquire()
        .thenAccept(permit -> {
          order.add("second in line");
          permit.close();
        });

    held.close();

    assertThat(order).containsExactly("in line", "second in line", "newcomer");
  }

  @Test
  void cancelledWaiterTakesNoPermit() {
    run(() -> {
      var semaphore = new Semaphore();
      var held = await(semaphore.acquire());
      var waiting = new CompletableFuture<Boolean>();
      var cancelled =
          Async.spawn(() -> {
            var wait = semaphore.acquire();
            waiting.complete(true);
            return await(wait);
          });
      await(waiting);
      var next = semaphore.acquire();

      cancelled.cancel(true);
      held.close();

      await(next);
    });
  }
}
