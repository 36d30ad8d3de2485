// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Timers ordered by deadline, then by the order they were added. A binary heap whose nodes know their place, so
/// removing one costs O(log n) and leaves nothing behind.
///
/// **Thread**: loop.
final class TimerHeap {
  private @Nullable Timeout[] heap = new @Nullable Timeout[16];
  private int size;

  /// Taken out, to be run.
  private final ArrayDeque<Timeout> due = new ArrayDeque<>();

  private long nextSequence;

  int size() {
    return size;
  }

  /// Returns the earliest timer, or null.
  @Nullable Timeout peek() {
    return heap[0];
  }

  void add(Timeout timeout) {
    timeout.sequence = nextSequence++;
    if (size == heap.length) {
      heap = Arrays.copyOf(heap, size * 2);
    }
    siftUp(size++, timeout);
  }

  /// Passes the callbacks of all timers that are due to `runner`. One that a callback takes back is left out; one that it
  /// adds waits for the next call, even if it is due.
  void runDue(long nowNanos, Consumer<Runnable> runner) {
    for (Timeout first = heap[0]; first != null; first = heap[0]) {
      if (first.deadlineNanos - nowNanos > 0) {
        break;
      }
      takeOut(first);
      due.add(first);
    }
    for (Timeout next = due.poll(); next != null; next = due.poll()) {
      runner.accept(next.take());
    }
  }

  /// Takes a timer back, also one that is due but hasn't run yet. One that was never added, or has run, is left alone.
  void remove(Timeout timeout) {
    timeout.callback = Timeout.NOTHING;
    if (timeout.index >= 0) {
      takeOut(timeout);
    }
  }

  /// Returns all timers, in no order.
  List<Timeout> all() {
    return IntStream.range(0, size).mapToObj(this::at).toList();
  }

  void clear() {
    while (size > 0) {
      remove(at(size - 1));
    }
  }

  private void takeOut(Timeout timeout) {
    int index = timeout.index;
    timeout.index = -1;
    Timeout last = at(--size);
    heap[size] = null;
    if (last == timeout) {
      return;
    }
    siftDown(index, last);
    if (heap[index] == last) {
      siftUp(index, last);
    }
  }

  private Timeout at(int index) {
    Timeout timeout = heap[index];
    if (timeout == null) {
      throw new IllegalStateException("no timer at " + index + " of " + size);
    }
    return timeout;
  }

  private void siftUp(int start, Timeout timeout) {
    int index = start;
    while (index > 0) {
      int parent = (index - 1) >>> 1;
      Timeout above = at(parent);
      if (!timeout.isBefore(above)) {
        break;
      }
      place(index, above);
      index = parent;
    }
    place(index, timeout);
  }

  private void siftDown(int start, Timeout timeout) {
    int index = start;
    while (index < size >>> 1) {
      int child = 2 * index + 1;
      if (child + 1 < size && at(child + 1).isBefore(at(child))) {
        child++;
      }
      if (!at(child).isBefore(timeout)) {
        break;
      }
      place(index, at(child));
      index = child;
    }
    place(index, timeout);
  }

  private void place(int index, Timeout timeout) {
    heap[index] = timeout;
    timeout.index = index;
  }
}
