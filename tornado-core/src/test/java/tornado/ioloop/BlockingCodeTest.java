// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tornado.ioloop.Async.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

/// Code that blocks in a coroutine holds no loop, whatever it blocks on.
final class BlockingCodeTest extends LoopFixture {
  /// Runs blocking code in a coroutine, and `release`, which ends it, in a callback of the loop: if the coroutine held the
  /// loop, both would wait for ever.
  private <T> T blocking(Callable<T> body, Body release) {
    var begun = new CompletableFuture<Thread>();
    CompletableFuture<T> task =
        Async.spawn(() -> {
          begun.complete(Thread.currentThread());
          return body.call();
        });
    await(begun);
    turn();
    onLoop(() -> {
      release.run();
      return true;
    });
    return await(task);
  }

  @Test
  void sleepingHoldsNoLoop() {
    run(() -> {
      var sleeper = new CompletableFuture<Thread>();

      String ended =
          blocking(
              () -> {
                sleeper.complete(Thread.currentThread());
                assertThatThrownBy(() -> Thread.sleep(Duration.ofHours(1)))
                    .isInstanceOf(InterruptedException.class);
                return "interrupted";
              },
              () -> sleeper.join().interrupt());

      assertThat(ended).isEqualTo("interrupted");
    });
  }

  @Test
  void sleepEnds() {
    run(() -> {
      CompletableFuture<Boolean> task =
          Async.spawn(() -> {
            Thread.sleep(1);
            return loop.inLoop();
          });

      assertThat(await(task)).isEqualTo(VirtualThreads.onLoop());
    });
  }

  @Test
  void latchHoldsNoLoop() {
    run(() -> {
      var latch = new CountDownLatch(1);

      String ended =
          blocking(
              () -> {
                latch.await();
                return "released";
              },
              latch::countDown);

      assertThat(ended).isEqualTo("released");
    });
  }

  @Test
  void lockHoldsNoLoop() {
    run(() -> {
      var lock = new ReentrantLock();
      CountDownLatch release = holdingLock(lock);

      String ended =
          blocking(
              () -> {
                lock.lock();
                try {
                  return "locked";
                } finally {
                  lock.unlock();
                }
              },
              release::countDown);

      assertThat(ended).isEqualTo("locked");
    });
  }

  /// Has another thread hold the lock until the latch returned is counted down.
  private static CountDownLatch holdingLock(ReentrantLock lock) throws InterruptedException {
    var held = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    Thread.ofPlatform()
        .start(() -> {
          lock.lock();
          try {
            held.countDown();
            awaitUninterruptibly(release);
          } finally {
            lock.unlock();
          }
        });
    held.await();
    return release;
  }

  @Test
  void monitorHoldsNoLoop() {
    run(() -> {
      var monitor = new Object();
      CountDownLatch release = holdingMonitor(monitor);

      String ended =
          blocking(
              () -> {
                synchronized (monitor) {
                  return "entered";
                }
              },
              release::countDown);

      assertThat(ended).isEqualTo("entered");
    });
  }

  /// Has another thread hold the monitor until the latch returned is counted down.
  private static CountDownLatch holdingMonitor(Object monitor) throws InterruptedException {
    var held = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    Thread.ofPlatform()
        .start(() -> {
          synchronized (monitor) {
            held.countDown();
            awaitUninterruptibly(release);
          }
        });
    held.await();
    return release;
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void waitInsideAMonitorHoldsNoLoop() {
    run(() -> {
      var gate = new CompletableFuture<String>();
      var monitor = new Object();

      String ended =
          blocking(
              () -> {
                synchronized (monitor) {
                  return await(gate);
                }
              },
              () -> gate.complete("value"));

      assertThat(ended).isEqualTo("value");
    });
  }

  @Test
  void socketHoldsNoLoop() {
    run(this::readFromASocket);
  }

  /// The JDK waits for sockets in virtual threads of its own: they must not be those of a loop, which may be closed.
  @Test
  void socketsOutliveTheLoopThatUsedThemFirst() {
    var first = new BlockingCodeTest();
    first.run(first::readFromASocket);
    first.loop.close();

    run(this::readFromASocket);
  }

  private void readFromASocket() throws IOException {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var client = new Socket(server.getInetAddress(), server.getLocalPort());
        var peer = server.accept()) {
      int read =
          blocking(() -> client.getInputStream().read(), () -> peer.getOutputStream().write(42));

      assertThat(read).isEqualTo(42);
    }
  }
}
