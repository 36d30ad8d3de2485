// SPDX-License-Identifier: Apache-2.0
package tornado.queues;

import static org.assertj.core.api.Assertions.assertThat;
import static tornado.ioloop.Async.await;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tornado.fixture.LoopThread;
import tornado.fixture.Race;
import tornado.fixture.WaitingCoroutine;

/// Getters and putters that are cancelled at the moment they are served.
class QueueCancellationTest {
  private static final int ROUNDS = 500;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void anItemIsGotOrStillThere(long seed) {
    try (var race = new Race(seed);
        var thread = new LoopThread()) {
      for (int round = 0; round < ROUNDS; round++) {
        var queue = new Queue<Integer>(1);
        var got = new AtomicInteger(-1);
        var getter = new WaitingCoroutine(thread.loop(), () -> got.set(await(queue.get())));
        getter.awaitLine(() -> queue.toString().contains("getters[1]"));

        int item = round;
        race.run(getter::cancel, () -> queue.putNowait(item));
        getter.awaitEnd();

        assertThat(got.get() >= 0 ? got.get() : queue.getNowait()).isEqualTo(item);
        assertThat(queue.empty()).isTrue();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aPutterKnowsWhetherItsItemIsIn(long seed) {
    try (var race = new Race(seed);
        var thread = new LoopThread()) {
      for (int round = 0; round < ROUNDS; round++) {
        var queue = new Queue<String>(1);
        queue.putNowait("first");
        var isIn = new AtomicBoolean();
        var putter =
            new WaitingCoroutine(
                thread.loop(),
                () -> {
                  await(queue.put("second"));
                  isIn.set(true);
                });
        putter.awaitLine(() -> queue.toString().contains("putters[1]"));

        race.run(putter::cancel, queue::getNowait);
        putter.awaitEnd();

        assertThat(queue.qsize()).isEqualTo(isIn.get() ? 1 : 0);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void whatOneLeavesTheNextGets(long seed) {
    try (var race = new Race(seed);
        var thread = new LoopThread()) {
      for (int round = 0; round < ROUNDS; round++) {
        var queue = new Queue<Integer>();
        var got = new AtomicInteger(-1);
        var first = new WaitingCoroutine(thread.loop(), () -> got.set(await(queue.get())));
        first.awaitLine(() -> queue.toString().contains("getters[1]"));
        var second = queue.get();

        race.run(first::cancel, () -> queue.putNowait(7));
        first.awaitEnd();

        assertThat(second.isDone()).isNotEqualTo(got.get() == 7);
        assertThat(queue.empty()).isTrue();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aCancelledGetTakesNothing(long seed) {
    try (var race = new Race(seed)) {
      for (int round = 0; round < ROUNDS; round++) {
        var queue = new Queue<Integer>();
        var get = queue.get();

        race.run(() -> get.cancel(true), () -> queue.putNowait(7));

        assertThat(queue.qsize()).isEqualTo(get.isCancelled() ? 1 : 0);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aCancelledPutLeavesItsPlaceToTheNext(long seed) {
    try (var race = new Race(seed)) {
      for (int round = 0; round < ROUNDS; round++) {
        var queue = new Queue<Integer>(1);
        queue.putNowait(1);
        var first = queue.put(2);
        var second = queue.put(3);

        race.run(() -> first.cancel(true), queue::getNowait);

        assertThat(queue.getNowait()).isEqualTo(first.isCancelled() ? 3 : 2);
        assertThat(second).isCompleted();
      }
    }
  }
}
