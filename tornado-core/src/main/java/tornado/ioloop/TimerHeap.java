// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Timers ordered by deadline, then by the order they were added. A binary heap whose nodes know their place, so
/// removing one costs O(log n) and leaves nothing behind.
///
/// **Thread**: loop.
final class TimerHeap {
  private static final Runnable NOTHING = () -> {};

  private @Nullable Timeout[] heap = new @Nullable Timeout[16];
  private int size;
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

  /// Takes a timer out; one that is not in the heap is left alone.
  void remove(Timeout timeout) {
    int index = timeout.index;
    timeout.callback = NOTHING;
    if (index < 0) {
      return;
    }
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
