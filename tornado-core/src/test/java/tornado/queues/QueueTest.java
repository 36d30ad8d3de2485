// SPDX-License-Identifier: Apache-2.0
package tornado.queues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tornado.ioloop.Async.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import tornado.fixture.LoopFixture;
import tornado.ioloop.Async;
import tornado.util.TimeoutError;

/// Carried over from Tornado's `queues_test.QueueBasicTest`, `QueueGetTest` and `QueuePutTest`.
class QueueTest extends LoopFixture {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void reprAndStr() {
    var queue = new Queue<String>(1);
    assertThat(queue).hasToString("Queue(maxsize=1, queue=[], getters[0], putters[0], tasks=0)");

    queue.get();
    assertThat(queue).asString().contains("getters[1]");
    queue.put("a");
    queue.put("b");
    queue.put("c");

    assertThat(queue).hasToString("Queue(maxsize=1, queue=[b], getters[0], putters[1], tasks=2)");
  }

  @Test
  void maxsize() {
    assertThatThrownBy(() -> new Queue<>(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("maxsize < 0: -1");

    var queue = new Queue<Integer>(2);
    assertThat(queue.empty()).isTrue();
    assertThat(queue.put(0)).isCompleted();
    assertThat(queue.full()).isFalse();
    assertThat(queue.put(1)).isCompleted();

    assertThat(queue.full()).isTrue();
    assertThat(queue.put(2)).isNotDone();
    assertThat(queue.maxsize()).isEqualTo(2);
    assertThat(queue.qsize()).isEqualTo(2);
  }

  @Test
  void unboundedIsNeverFull() {
    var queue = new Queue<Integer>();

    for (int i = 0; i < 1000; i++) {
      queue.putNowait(i);
    }

    assertThat(queue.full()).isFalse();
    assertThat(queue.qsize()).isEqualTo(1000);
  }

  @Test
  void blockingGet() {
    var queue = new Queue<Integer>();
    queue.putNowait(0);

    assertThat(queue.get()).isCompletedWithValue(0);
  }

  @Test
  void nonblockingGetException() {
    assertThatThrownBy(new Queue<>()::getNowait)
        .isInstanceOf(QueueEmpty.class)
        .hasMessage("queue is empty");
  }

  @Test
  void getWithPutters() {
    var queue = new Queue<Integer>(1);
    queue.putNowait(0);
    var put = queue.put(1);

    assertThat(queue.get()).isCompletedWithValue(0);

    assertThat(put).isCompleted();
    assertThat(queue.get()).isCompletedWithValue(1);
  }

  @Test
  void blockingGetWait() {
    var queue = new Queue<Integer>();
    var first = queue.get();
    var second = queue.get();

    queue.putNowait(0);
    queue.putNowait(1);

    assertThat(first).isCompletedWithValue(0);
    assertThat(second).isCompletedWithValue(1);
  }

  @Test
  void getTimeout() {
    run(() -> {
      var queue = new Queue<Integer>();
      var late = queue.get(SECOND);
      var patient = queue.get();
      advance(SECOND);
      assertThatThrownBy(() -> await(late))
          .isInstanceOf(TimeoutError.class)
          .hasMessage("waited for an item of a queue for more than 1000 ms");

      queue.putNowait(0);

      assertThat(await(patient)).isZero();
    });
  }

  @Test
  void getClearsTimedOutPutters() {
    run(() -> {
      var queue = new Queue<Integer>(1);
      queue.putNowait(0);
      var timed = queue.put(1, SECOND);
      var patient = queue.put(2);
      advance(SECOND);
      assertThatThrownBy(() -> await(timed)).isInstanceOf(TimeoutError.class);

      assertThat(await(queue.get())).isZero();

      await(patient);
      assertThat(await(queue.get())).isEqualTo(2);
      assertThat(queue.empty()).isTrue();
    });
  }

  @Test
  void putTimeoutOfZeroIsReal() {
    run(() -> {
      var queue = new Queue<Integer>(1);
      await(queue.put(0, Duration.ZERO));

      var late = queue.put(1, Duration.ZERO);

      assertThatThrownBy(() -> await(late))
          .isInstanceOf(TimeoutError.class)
          .hasMessage("waited for room in a queue for more than 0 ms");
    });
  }

  @Test
  void nonblockingPutException() {
    var queue = new Queue<Integer>(1);
    queue.put(0);

    assertThatThrownBy(() -> queue.putNowait(1))
        .isInstanceOf(QueueFull.class)
        .hasMessage("queue is full: it holds 1");
  }

  @Test
  void putWithGetters() {
    var queue = new Queue<Integer>();
    var first = queue.get();
    var second = queue.get();

    assertThat(queue.put(0)).isCompleted();
    assertThat(first).isCompletedWithValue(0);
    assertThat(queue.put(1)).isCompleted();

    assertThat(second).isCompletedWithValue(1);
    assertThat(queue.empty()).isTrue();
  }

  @Test
  void blockingPutWait() {
    var queue = new Queue<Integer>(1);
    queue.putNowait(0);
    var puts = List.of(queue.put(1), queue.put(2));

    var got = new ArrayList<Integer>();
    for (int i = 0; i < 3; i++) {
      got.add(queue.getNowait());
    }

    assertThat(got).containsExactly(0, 1, 2);
    assertThat(puts).allSatisfy(put -> assertThat(put).isCompleted());
  }

  @Test
  void asyncIteration() {
    run(() -> {
      var queue = new Queue<Integer>(1);
      var producer =
          Async.spawn(() -> {
            for (int i = 0; i < 10; i++) {
              await(queue.put(i));
            }
            return true;
          });

      var got = new ArrayList<Integer>();
      for (int item : queue) {
        got.add(item);
        if (item == 9) {
          break;
        }
      }

      assertThat(got).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
      await(producer);
    });
  }

  @Test
  void cancelledGetterTakesNothing() {
    run(() -> {
      var queue = new Queue<Integer>();
      var waiting = new CompletableFuture<Boolean>();
      var cancelled =
          Async.spawn(() -> {
            var get = queue.get();
            waiting.complete(true);
            return await(get);
          });
      await(waiting);

      cancelled.cancel(true);
      queue.putNowait(7);

      assertThat(await(queue.get())).isEqualTo(7);
    });
  }

  @Test
  void getterWhoseTimeIsOverTakesNothing() {
    run(() -> {
      var queue = new Queue<Integer>();
      var limited =
          Async.spawn(() ->
              Async.withTimeout(
                  SECOND,
                  () -> {
                    var get = queue.get();
                    advance(SECOND);
                    return await(get);
                  }));
      assertThatThrownBy(() -> await(limited)).isInstanceOf(TimeoutError.class);

      queue.putNowait(7);

      assertThat(queue.getNowait()).isEqualTo(7);
    });
  }
}
