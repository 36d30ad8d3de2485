// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import static org.assertj.core.api.Assertions.assertThat;
import static tornado.ioloop.Async.await;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import tornado.fixture.LogRecorder;

/// Runs that take long, fail, or meet a stop and a new start.
final class PeriodicCallbackRunsTest extends FakeTimeFixture {
  /// Moves the clock, second by second, until the future is done.
  private <T> T awaitInTime(CompletableFuture<T> future) {
    while (!future.isDone()) {
      advanceLater(SECOND);
      turn();
    }
    return await(future);
  }

  @Test
  void stoppingLetsTheRunUnderWayEnd() {
    run(() -> {
      var begun = new CompletableFuture<Boolean>();
      var gate = new CompletableFuture<Boolean>();
      var ended = new CompletableFuture<Boolean>();
      var callback =
          new PeriodicCallback(
              () -> {
                begun.complete(true);
                return ended.complete(await(gate));
              },
              SECOND);
      callback.start();
      awaitInTime(begun);

      callback.stop();
      gate.complete(true);

      assertThat(await(ended)).isTrue();
    });
  }

  @Test
  void runsNeverOverlap() {
    run(() -> {
      var count = new AtomicInteger();
      var begun = new CompletableFuture<Boolean>();
      var gate = new CompletableFuture<Boolean>();
      var callback =
          new PeriodicCallback(
              () -> {
                count.incrementAndGet();
                begun.complete(true);
                return await(gate);
              },
              SECOND);
      callback.start();
      awaitInTime(begun);

      advanceLater(SECOND.multipliedBy(3));
      turn();
      turn();

      assertThat(count).hasValue(1);
      callback.stop();
      gate.complete(true);
    });
  }

  @Test
  void failureIsLoggedAndTheScheduleGoesOn() {
    try (var log = LogRecorder.of("tornado.application")) {
      runTwiceFailingWith(new IllegalStateException("bug"));

      assertThat(log.lines())
          .hasSize(2)
          .allMatch(line -> line.startsWith("ERROR Exception in callback"));
    }
  }

  @Test
  void cancellationIsNotLogged() {
    try (var log = LogRecorder.of("tornado.application")) {
      runTwiceFailingWith(new CancelledError("over"));

      assertThat(log.lines()).isEmpty();
    }
  }

  private void runTwiceFailingWith(RuntimeException failure) {
    run(() -> {
      var count = new AtomicInteger();
      var second = new CompletableFuture<Thread>();
      var callback =
          new PeriodicCallback(
              () -> {
                if (count.incrementAndGet() == 2) {
                  second.complete(Thread.currentThread());
                }
                throw failure;
              },
              SECOND);

      callback.start();
      Thread coroutine = awaitInTime(second);
      callback.stop();
      coroutine.join();
    });
  }
}
