// SPDX-License-Identifier: Apache-2.0
package tornado.locks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tornado.ioloop.Async.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tornado.fixture.LoopFixture;
import tornado.ioloop.Async;
import tornado.util.TimeoutError;

/// Carried over from Tornado's `locks_test.LockTests`.
class LockTest extends LoopFixture {
  private final Lock lock = new Lock();

  @Test
  void str() {
    assertThat(lock).hasToString("Lock(unlocked,waiters:0)");

    lock.acquire();
    lock.acquire();

    assertThat(lock).hasToString("Lock(locked,waiters:1)");
  }

  @Test
  void acquireRelease() {
    assertThat(lock.acquire()).isCompleted();
    var second = lock.acquire();
    assertThat(second).isNotDone();

    lock.release();

    assertThat(second).isCompleted();
  }

  @Test
  void acquireFifo() {
    run(() -> {
      var held = await(lock.acquire());
      var order = new ArrayList<Integer>();
      var waits =
          IntStream.range(0, 10)
              .mapToObj(i ->
                  lock.acquire()
                      .thenAccept(permit -> {
                        order.add(i);
                        permit.close();
                      }))
              .toList();

      held.close();
      await(Async.all(waits));

      assertThat(order).isSorted().hasSize(10);
    });
  }

  @Test
  void acquireTimeout() {
    run(() -> {
      await(lock.acquire());
      var late = lock.acquire(Duration.ofSeconds(1));
      advance(Duration.ofSeconds(1));
      assertThatThrownBy(() -> await(late)).isInstanceOf(TimeoutError.class);

      lock.release();

      assertThat(lock.acquire()).isCompleted();
    });
  }

  @Test
  void multiRelease() {
    assertThatThrownBy(lock::release)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("release of a lock that is not locked");
  }

  @Test
  void keepsOthersOutWhileItsHolderWaits() {
    run(() -> {
      var inside = new ArrayList<String>();
      var pause = new CompletableFuture<Boolean>();
      var entered = new CompletableFuture<Boolean>();
      var first =
          Async.spawn(() -> {
            try (var _ = await(lock.acquire())) {
              inside.add("first in");
              entered.complete(true);
              await(pause);
              inside.add("first out");
            }
            return true;
          });
      await(entered);
      var second =
          Async.spawn(() -> {
            try (var _ = await(lock.acquire())) {
              return inside.add("second in");
            }
          });

      pause.complete(true);
      await(Async.all(java.util.List.of(first, second)));

      assertThat(inside).containsExactly("first in", "first out", "second in");
    });
  }
}
