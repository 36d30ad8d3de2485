// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class TimerHeapTest {
  private final TimerHeap heap = new TimerHeap();
  private final List<Long> ran = new ArrayList<>();

  private Timeout add(long deadlineNanos) {
    var timeout = timer(deadlineNanos, () -> ran.add(deadlineNanos));
    heap.add(timeout);
    return timeout;
  }

  private List<Timeout> addAll(long... deadlines) {
    return LongStream.of(deadlines).mapToObj(this::add).toList();
  }

  /// Runs what is due by `nowNanos` and returns all deadlines that ran so far.
  private List<Long> runDue(long nowNanos) {
    heap.runDue(nowNanos, Runnable::run);
    return ran;
  }

  @Test
  void emptyHeapHasNothing() {
    assertThat(heap.peek()).isNull();
    assertThat(heap.size()).isZero();
    assertThat(runDue(100)).isEmpty();
  }

  @Test
  void runsByDeadline() {
    addAll(5, 1, 4, 2, 3);

    assertThat(runDue(100)).containsExactly(1L, 2L, 3L, 4L, 5L);
  }

  @Test
  void runsEqualDeadlinesInTheOrderAdded() {
    List<Integer> order = new ArrayList<>();
    IntStream.range(0, 50).forEach(i -> heap.add(timer(7, () -> order.add(i))));

    runDue(7);

    assertThat(order).isEqualTo(IntStream.range(0, 50).boxed().toList());
  }

  @Test
  void runsOnlyWhatIsDue() {
    addAll(10, 11);

    assertThat(runDue(9)).isEmpty();
    assertThat(runDue(10)).containsExactly(10L);
    assertThat(runDue(11)).containsExactly(10L, 11L);
  }

  @Test
  void runsEachOnce() {
    add(1);

    runDue(1);

    assertThat(runDue(1)).containsExactly(1L);
    assertThat(heap.size()).isZero();
  }

  @Test
  void oneThatATimerAddsWaits() {
    heap.add(timer(1, () -> add(0)));

    assertThat(runDue(1)).isEmpty();
    assertThat(runDue(1)).containsExactly(0L);
  }

  /// The clock's origin is arbitrary: its numbers may pass the end of their range.
  @Test
  void ordersAcrossTheEndOfTheRange() {
    long before = Long.MAX_VALUE - 5;
    long after = Long.MIN_VALUE + 5;
    addAll(after, before);

    assertThat(runDue(Long.MAX_VALUE)).containsExactly(before);
    assertThat(runDue(after)).containsExactly(before, after);
  }

  @Test
  void removesFromTheMiddle() {
    List<Timeout> added = addAll(1, 9, 2, 10, 11, 3, 4);

    heap.remove(added.get(1));
    heap.remove(added.get(4));

    assertThat(runDue(100)).containsExactly(1L, 2L, 3L, 4L, 10L);
  }

  /// The last one takes the place of the removed one, and here has to rise from there.
  @Test
  void lastOneRisesToItsPlace() {
    List<Timeout> added = addAll(1, 50, 2, 60, 70, 3, 4);

    heap.remove(added.get(3));

    assertThat(runDue(100)).containsExactly(1L, 2L, 3L, 4L, 50L, 70L);
  }

  @Test
  void removesTheOnlyOne() {
    heap.remove(add(1));

    assertThat(heap.peek()).isNull();
    assertThat(runDue(1)).isEmpty();
  }

  @Test
  void removesOneThatIsDueAlready() {
    List<Timeout> added = new ArrayList<>();
    heap.add(timer(1, () -> heap.remove(added.getFirst())));
    added.add(add(2));

    assertThat(runDue(2)).isEmpty();
  }

  @Test
  void removingAgainIsHarmless() {
    List<Timeout> added = addAll(1, 2, 3);
    runDue(1);

    heap.remove(added.get(0));
    heap.remove(added.get(1));
    heap.remove(added.get(1));
    heap.remove(timer(0, () -> {}));

    assertThat(runDue(3)).containsExactly(1L, 3L);
  }

  @Test
  void handlePinsNothingOnceItIsOver() {
    List<Timeout> added = addAll(1, 2);

    runDue(1);
    heap.remove(added.get(1));

    assertThat(added).allMatch(timeout -> timeout.callback == Timeout.NOTHING);
  }

  /// Python: ioloop_test, test_remove_timeout_cleanup.
  @Test
  void removeTimeoutCleanup() {
    Timeout stays = add(1_000_000);
    List<Timeout> added = new ArrayList<>();
    IntStream.range(0, 10_000).forEach(i -> added.add(add(i)));
    Collections.shuffle(added, new Random(1));

    added.forEach(heap::remove);

    assertThat(heap.size()).isEqualTo(1);
    assertThat(heap.peek()).isSameAs(stays);
  }

  @Test
  void clearedHeapIsEmptyAndUsable() {
    List<Timeout> added = addAll(5, 1, 4, 2, 3);

    heap.clear();
    added.forEach(heap::remove);
    add(6);

    assertThat(runDue(100)).containsExactly(6L);
  }

  /// Against a model that is sorted by definition.
  @Test
  void behavesLikeASortedSet() {
    var random = new Random(42);
    Comparator<Timeout> byDeadline = Comparator.comparingLong(timeout -> timeout.deadlineNanos);
    var model = new TreeSet<>(byDeadline.thenComparingLong(timeout -> timeout.sequence));
    var all = new ArrayList<Timeout>();

    for (int i = 0; i < 20_000; i++) {
      int dice = random.nextInt(10);
      if (dice < 6) {
        Timeout timeout = add(random.nextInt(1000));
        all.add(timeout);
        model.add(timeout);
      } else if (dice < 9 && !all.isEmpty()) {
        Timeout timeout = all.get(random.nextInt(all.size()));
        heap.remove(timeout);
        model.remove(timeout);
      } else {
        runInModelAndHeap(model, random.nextInt(1000) >>> random.nextInt(8));
      }
      assertThat(heap.peek()).isSameAs(model.isEmpty() ? null : model.getFirst());
      assertThat(heap.size()).isEqualTo(model.size());
    }
  }

  private void runInModelAndHeap(NavigableSet<Timeout> model, long nowNanos) {
    ran.clear();
    List<Long> expected = new ArrayList<>();
    while (!model.isEmpty() && model.getFirst().deadlineNanos <= nowNanos) {
      expected.add(model.removeFirst().deadlineNanos);
    }

    assertThat(runDue(nowNanos)).isEqualTo(expected);
  }

  private static Timeout timer(long deadlineNanos, Runnable callback) {
    return new Timeout(deadlineNanos, callback, null);
  }
}
