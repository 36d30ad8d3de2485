// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tornado.ioloop.Async.await;

import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/// How a wait ends, and what it leaves behind.
final class AwaitEndTest extends LoopFixture {
  @Test
  void interruptEndsACoroutinesWait() {
    run(() -> {
      var waiting = new AtomicReference<Thread>();
      CompletableFuture<Boolean> task =
          Async.spawn(() -> {
            waiting.set(Thread.currentThread());
            assertThatThrownBy(() -> await(new CompletableFuture<String>()))
                .isInstanceOf(CancelledError.class)
                .hasMessage("the thread was interrupted");
            return Thread.interrupted();
          });
      while (waiting.get() == null) {
        turn();
      }

      waiting.get().interrupt();

      assertThat(await(task)).isTrue();
    });
  }

  /// Who waits gives way: other callbacks and coroutines run meanwhile.
  @Test
  void loopGoesOnMeanwhile() {
    run(() -> {
      var ping = new CompletableFuture<String>();
      var pong = new CompletableFuture<String>();
      CompletableFuture<String> other =
          Async.spawn(() -> {
            String got = await(ping);
            pong.complete("pong");
            return got;
          });

      ping.complete("ping");

      assertThat(await(pong)).isEqualTo("pong");
      assertThat(await(other)).isEqualTo("ping");
    });
  }

  @Test
  void strayUnparkEndsNoWait() {
    run(() -> {
      var future = new CompletableFuture<String>();
      Thread self = Thread.currentThread();
      loop.addCallback(() -> {
        LockSupport.unpark(self);
        loop.addCallback(() -> future.complete("value"));
      });

      assertThat(await(future)).isEqualTo("value");
    });
  }

  /// A long-lived future that many have stopped waiting for remembers none of them.
  @Test
  void cancelledWaitsLeaveNothingBehind() {
    run(() -> {
      var longLived = new CompletableFuture<String>();

      for (int i = 0; i < 100; i++) {
        cancelledWait(longLived);
      }

      assertThat(longLived.getNumberOfDependents()).isZero();
    });
  }

  private static void cancelledWait(CompletableFuture<String> future) {
    var begun = new CompletableFuture<Boolean>();
    var ended = new CompletableFuture<Boolean>();
    CompletableFuture<String> task =
        Async.spawn(() -> {
          begun.complete(true);
          try {
            return await(future);
          } finally {
            ended.complete(true);
          }
        });
    await(begun);
    task.cancel(false);
    await(ended);
  }

  /// Many waits that end, or are cancelled, or both, just when they begin.
  @Test
  void noEndOfAWaitIsMissed() {
    var random = new Random(7);
    run(() -> {
      for (int i = 0; i < 2000; i++) {
        var future = new CompletableFuture<String>();
        CompletableFuture<String> task = Async.spawn(() -> await(future));
        int spins = random.nextInt(300);
        int ends = 1 + random.nextInt(3);
        loop.runInExecutor(null, () -> endSoon(spins, ends, future, task));

        try {
          assertThat(await(task)).isEqualTo("value");
        } catch (CancelledError e) {
          assertThat(ends).isGreaterThan(1);
        }
      }
    });
  }

  private static boolean endSoon(
      int spins, int ends, CompletableFuture<String> future, CompletableFuture<String> task) {
    for (int spin = 0; spin < spins; spin++) {
      Thread.onSpinWait();
    }
    boolean ended = false;
    if ((ends & 1) != 0) {
      ended = future.complete("value");
    }
    if ((ends & 2) != 0) {
      ended |= task.cancel(false);
    }
    return ended;
  }
}
