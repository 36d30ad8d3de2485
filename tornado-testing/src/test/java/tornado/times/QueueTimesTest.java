// SPDX-License-Identifier: Apache-2.0
package tornado.times;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import tornado.ioloop.Async;
import tornado.queues.Queue;
import tornado.testing.AsyncTestCase;
import tornado.util.TimeoutError;

/// Waits for queues that have an end. Python: queues_test.
@OnVirtualTime
final class QueueTimesTest extends AsyncTestCase {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Queue<Integer> queue = new Queue<>(1);

  private Duration elapsed() {
    return Duration.ofNanos(ioLoop().time());
  }

  @Test
  void getTimeout() {
    CompletableFuture<Integer> late = queue.get(SECOND);
    CompletableFuture<Integer> patient = queue.get();

    assertThatThrownBy(() -> await(late)).isInstanceOf(TimeoutError.class);
    assertThat(elapsed()).isEqualTo(SECOND);
    queue.putNowait(0);

    assertThat(await(patient)).isZero();
  }

  @Test
  void getTimeoutPreempted() {
    CompletableFuture<Integer> get = queue.get(SECOND);
    await(Async.sleep(SECOND.minusNanos(1)));

    await(queue.put(0));
    await(Async.sleep(SECOND));

    assertThat(get).isCompletedWithValue(0);
  }

  @Test
  void putTimeout() {
    queue.putNowait(0);

    assertThatThrownBy(() -> await(queue.put(1, SECOND))).isInstanceOf(TimeoutError.class);

    assertThat(elapsed()).isEqualTo(SECOND);
    assertThat(queue.getNowait()).isZero();
    assertThat(queue.qsize()).isZero();
  }

  @Test
  void joinTimeout() {
    queue.putNowait(0);

    assertThatThrownBy(() -> await(queue.join(SECOND))).isInstanceOf(TimeoutError.class);

    assertThat(elapsed()).isEqualTo(SECOND);
  }

  /// The item comes at the same time as the end of the wait: it is got, or it is still there.
  @RepeatedTest(20)
  void itemThatComesWithTheTimeoutIsNotLost() {
    CompletableFuture<Integer> get = queue.get(SECOND);
    ioLoop().callLater(SECOND, () -> queue.putNowait(7));

    boolean got = Async.await(get.handle((_, failure) -> failure == null));
    await(Async.sleep(Duration.ofNanos(1)));

    assertThat(queue.qsize()).isEqualTo(got ? 0 : 1);
  }
}
