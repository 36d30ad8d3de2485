// SPDX-License-Identifier: Apache-2.0
package tornado.queues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tornado.ioloop.Async.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tornado.fixture.LoopFixture;
import tornado.ioloop.Async;
import tornado.util.TimeoutError;

/// Carried over from Tornado's `queues_test.QueueJoinTest` and `ProducerConsumerTest`.
class QueueJoinTest extends LoopFixture {
  private final Queue<Integer> queue = new Queue<>();

  @Test
  void taskDoneUnderflow() {
    assertThatThrownBy(queue::taskDone)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("taskDone called more often than items were put");
  }

  @Test
  void joinEmptyQueue() {
    assertThat(queue.join()).isCompleted();
    assertThat(queue.join()).isCompleted();
  }

  @Test
  void joinWaitsForEveryTask() {
    queue.putNowait(0);
    queue.putNowait(1);
    var join = queue.join();

    queue.getNowait();
    queue.getNowait();
    queue.taskDone();
    assertThat(join).isNotDone();
    queue.taskDone();

    assertThat(join).isCompleted();
  }

  @Test
  void taskDoneDelay() {
    queue.putNowait(0);
    var join = queue.join();

    assertThat(queue.get()).isCompletedWithValue(0);

    assertThat(join).isNotDone();
    queue.taskDone();
    assertThat(join).isCompleted();
  }

  @Test
  void joinTimeout() {
    run(() -> {
      queue.putNowait(0);
      var join = queue.join(Duration.ofSeconds(1));

      advance(Duration.ofSeconds(1));

      assertThatThrownBy(() -> await(join))
          .isInstanceOf(TimeoutError.class)
          .hasMessage("waited for the tasks of a queue for more than 1000 ms");
    });
  }

  @Test
  void producerConsumer() {
    run(() -> {
      var bounded = new Queue<Integer>(3);
      var sum = new AtomicInteger();
      var consumers =
          IntStream.range(0, 10)
              .mapToObj(_ ->
                  Async.spawn(() -> {
                    while (true) {
                      sum.addAndGet(await(bounded.get()));
                      await(CompletableFuture.runAsync(() -> {}));
                      bounded.taskDone();
                    }
                  }))
              .toList();

      for (int i = 0; i < 100; i++) {
        await(bounded.put(i));
      }
      await(bounded.join());
      consumers.forEach(consumer -> consumer.cancel(true));

      assertThat(sum).hasValue(4950);
    });
  }
}
