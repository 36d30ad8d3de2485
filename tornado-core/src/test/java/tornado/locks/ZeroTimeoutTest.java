// SPDX-License-Identifier: Apache-2.0
package tornado.locks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tornado.ioloop.Async.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tornado.fixture.LoopFixture;
import tornado.queues.Queue;
import tornado.util.TimeoutError;

/// A time limit of zero means now, not for ever, wherever locks and queues take one.
class ZeroTimeoutTest extends LoopFixture {
  private static final Duration NOW = Duration.ZERO;

  private static Arguments waits(String what, Supplier<CompletableFuture<?>> start) {
    return Arguments.argumentSet(what, start);
  }

  static Stream<Arguments> waits() {
    var lock = new Lock();
    lock.acquire();
    var unfinished = new Queue<Integer>();
    unfinished.putNowait(1);
    var full = new Queue<Integer>(1);
    full.putNowait(1);
    return Stream.of(
        waits("Event.waitFor", () -> new Event().waitFor(NOW)),
        waits("Semaphore.acquire", () -> new Semaphore(0).acquire(NOW)),
        waits("BoundedSemaphore.acquire", () -> new BoundedSemaphore(0).acquire(NOW)),
        waits("Lock.acquire", () -> lock.acquire(NOW)),
        waits("Queue.get", () -> new Queue<Integer>().get(NOW)),
        waits("Queue.put", () -> full.put(2, NOW)),
        waits("Queue.join", () -> unfinished.join(NOW)));
  }

  @ParameterizedTest
  @MethodSource("waits")
  void whatIsNotThereEndsTheWaitNow(Supplier<CompletableFuture<?>> start) {
    run(() ->
        assertThatThrownBy(() -> await(start.get()))
            .isInstanceOf(TimeoutError.class)
            .hasMessageContaining("0 ms"));
  }

  @Test
  void conditionIsNotNotifiedNow() {
    run(() -> assertThat(await(new Condition().waitFor(NOW))).isFalse());
  }

  @Test
  void whatIsThereIsGivenOut() {
    var event = new Event();
    event.set();
    var queue = new Queue<Integer>();
    queue.putNowait(7);

    run(() -> {
      await(event.waitFor(NOW));
      assertThat(await(queue.get(NOW))).isEqualTo(7);
      await(new Semaphore(1).acquire(NOW));
      await(new Lock().acquire(NOW));
    });
  }
}
