// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.Pipe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// Starting, stopping, closing. Python: ioloop_test, TestIOLoop.
final class IOLoopLifeTest extends ChannelFixture {
  private static void assertIllegalState(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(IllegalStateException.class).hasMessage(message);
  }

  /// Runs `check` on the loop, in a callback, and stops the loop. What fails there fails here.
  private void inCallback(Body check) {
    var outcome = new CompletableFuture<Boolean>();
    loop.addCallback(() -> {
      loop.stop();
      try {
        check.run();
        outcome.complete(true);
      } catch (Throwable e) {
        outcome.completeExceptionally(e);
      }
    });
    loop.start();
    outcome.join();
  }

  @Test
  void reentrant() {
    inCallback(() -> assertIllegalState(loop::start, "loop is running already"));
  }

  @Test
  void runsOnOneThreadOnly() {
    inCallback(
        () -> onOtherThread(() -> assertIllegalState(loop::start, "loop is running already")));
  }

  @Test
  void threadRunsOneLoopOnly() {
    try (var other = new IOLoop()) {
      inCallback(() -> assertIllegalState(other::start, "another loop is running on this thread"));

      assertThat(other.running()).isFalse();
    }
  }

  @Test
  void coroutineCannotStartItsOwnLoop() {
    run(() -> assertIllegalState(loop::start, "loop is running already"));
  }

  @Test
  void virtualThreadCannotBeALoops() throws InterruptedException {
    var failure = new CompletableFuture<Throwable>();

    Thread.ofVirtual()
        .start(() -> {
          try {
            loop.start();
          } catch (IllegalStateException e) {
            failure.complete(e);
          }
        })
        .join();

    assertThat(failure.join())
        .hasMessage("a loop needs a platform thread but was started in a virtual one");
    assertThat(loop.running()).isFalse();
  }

  @Test
  void closedLoopCannotStart() {
    loop.close();

    assertIllegalState(loop::start, "loop is closed");
    assertThat(loop.closed()).isTrue();
  }

  /// Of many that start at once one wins.
  @Test
  void startIsAtomic() throws InterruptedException {
    var go = new CountDownLatch(1);
    var refused = new AtomicInteger();
    List<Thread> threads =
        IntStream.range(0, 8)
            .mapToObj(_ -> Thread.ofPlatform().start(() -> startOrCount(go, refused)))
            .toList();

    go.countDown();
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(refused).hasValue(7);
  }

  private void startOrCount(CountDownLatch go, AtomicInteger refused) {
    try {
      go.await();
      loop.start();
    } catch (IllegalStateException e) {
      if (refused.incrementAndGet() == 7) {
        loop.stop();
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void stopBeforeStartAllowsOneTurn() {
    var ran = new ArrayList<String>();
    loop.addCallback(() -> {
      ran.add("first turn");
      loop.addCallback(() -> ran.add("second turn"));
    });

    loop.stop();
    loop.start();

    assertThat(ran).containsExactly("first turn");
  }

  @Test
  void stopEndsTheLoopAfterTheTurn() {
    var ran = new ArrayList<String>();
    loop.addCallback(loop::stop);
    loop.addCallback(() -> ran.add("callback"));
    loop.callLater(Duration.ZERO, () -> ran.add("timer"));

    loop.start();

    assertThat(ran).containsExactly("callback", "timer");
  }

  @Test
  void stopIsForgottenOnceItStopped() {
    var turns = new AtomicInteger();
    loop.addCallback(() -> {
      loop.stop();
      loop.stop();
    });
    loop.start();

    loop.addCallback(() -> {
      turns.incrementAndGet();
      loop.addCallback(() -> {
        turns.incrementAndGet();
        loop.stop();
      });
    });
    loop.start();

    assertThat(turns).hasValue(2);
  }

  /// A stop that got lost would let the loop wait for ever.
  @Test
  void noStopIsMissed() throws InterruptedException {
    var started = new Semaphore(0);
    var random = new Random(11);
    Thread stopper =
        Thread.ofPlatform()
            .start(() -> {
              for (int i = 0; i < 3000; i++) {
                started.acquireUninterruptibly();
                for (int spins = random.nextInt(300); spins > 0; spins--) {
                  Thread.onSpinWait();
                }
                loop.stop();
              }
            });

    for (int i = 0; i < 3000; i++) {
      started.release();
      loop.start();
    }

    stopper.join();
  }

  @Test
  void stopFromATimer() {
    loop.callLater(Duration.ofMillis(1), loop::stop);

    loop.start();

    assertThat(loop.running()).isFalse();
  }

  @Test
  void stopFromAHandler() throws IOException {
    Pipe pipe = filledPipe();
    loop.addHandler(pipe.source(), (_, _) -> loop.stop(), IOLoop.READ);

    loop.start();

    assertThat(loop.running()).isFalse();
  }

  @Test
  void stopFromACoroutine() {
    Async.spawn(
        loop,
        () -> {
          loop.stop();
          return null;
        });

    loop.start();

    assertThat(loop.running()).isFalse();
  }

  @Test
  void closeWhileRunningIsRefused() {
    inCallback(() -> {
      String message = "loop is running: stop it before closing it";
      assertIllegalState(loop::close, message);
      assertIllegalState(loop::closeAll, message);
      onOtherThread(() -> assertIllegalState(loop::close, message));
    });

    assertThat(loop.closed()).isFalse();
  }

  @Test
  void closeIsIdempotentOnAnyThread() {
    onOtherThread(loop::close);
    loop.close();
    loop.closeAll();

    assertThat(loop.closed()).isTrue();
  }

  @Test
  void closeLeavesChannelsOpen() throws IOException {
    Pipe pipe = pipe();
    loop.addHandler(pipe.source(), (_, _) -> {}, IOLoop.READ);

    loop.close();

    assertThat(pipe.source().isOpen()).isTrue();
  }

  @Test
  void closeFileObject() throws IOException {
    Pipe registered = pipe();
    Pipe removed = pipe();
    loop.addHandler(registered.source(), (_, _) -> {}, IOLoop.READ);
    loop.addHandler(removed.source(), (_, _) -> {}, IOLoop.READ);
    loop.removeHandler(removed.source());

    loop.closeAll();

    assertThat(registered.source().isOpen()).isFalse();
    assertThat(removed.source().isOpen()).isTrue();
  }

  @Test
  void closedLoopTakesNoHandlers() throws IOException {
    Pipe pipe = pipe();
    loop.close();

    assertIllegalState(
        () -> loop.addHandler(pipe.source(), (_, _) -> {}, IOLoop.READ), "loop is closed");
  }

  @Test
  void closePinsNoTimers() {
    Timeout timeout = loop.callLater(Duration.ofHours(1), () -> {});
    Runnable callback = timeout.callback;
    step();

    loop.close();

    assertThat(timeout.callback).isNotSameAs(callback);
  }
}
