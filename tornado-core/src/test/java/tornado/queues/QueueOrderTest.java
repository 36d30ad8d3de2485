// SPDX-License-Identifier: Apache-2.0
package tornado.queues;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import org.junit.jupiter.api.Test;

/// Carried over from Tornado's `queues_test.PriorityQueueJoinTest` and `LifoQueueJoinTest`: what differs is the order.
class QueueOrderTest {
  private record Task(int priority, String name) {}

  @Test
  void prioritiesDecide() {
    var queue = new PriorityQueue<Task>(0, Comparator.comparingInt(Task::priority));
    queue.putNowait(new Task(1, "medium"));
    queue.putNowait(new Task(0, "high"));
    queue.putNowait(new Task(10, "low"));

    assertThat(queue.getNowait().name()).isEqualTo("high");
    assertThat(queue.getNowait().name()).isEqualTo("medium");
    assertThat(queue.getNowait().name()).isEqualTo("low");
  }

  @Test
  void comparableItemsNeedNoComparator() {
    var queue = PriorityQueue.<Integer>natural();
    queue.putNowait(3);
    queue.putNowait(1);
    queue.putNowait(2);

    assertThat(queue)
        .hasToString("PriorityQueue(maxsize=0, queue=[1, 3, 2], getters[0], putters[0], tasks=3)");
    assertThat(queue.getNowait()).isEqualTo(1);
  }

  @Test
  void theNewestComesFirst() {
    var queue = new LifoQueue<Integer>();
    queue.putNowait(3);
    queue.putNowait(2);

    assertThat(queue.getNowait()).isEqualTo(2);
    queue.putNowait(1);

    assertThat(queue.getNowait()).isEqualTo(1);
    assertThat(queue.getNowait()).isEqualTo(3);
  }

  @Test
  void theirLimitsHoldToo() {
    var newest = new LifoQueue<Integer>(1);
    var smallest = new PriorityQueue<Integer>(1, Comparator.naturalOrder());
    newest.putNowait(1);
    smallest.putNowait(1);

    var waiting = smallest.put(0);

    assertThat(newest.full()).isTrue();
    assertThat(smallest.getNowait()).isEqualTo(1);
    assertThat(waiting).isCompleted();
    assertThat(smallest.getNowait()).isZero();
  }
}
