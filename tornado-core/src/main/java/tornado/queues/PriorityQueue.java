// SPDX-License-Identifier: Apache-2.0
package tornado.queues;

import java.util.Comparator;

/// A queue that gives the smallest item first. Of equal ones it gives any.
///
/// Tornado: `queues.PriorityQueue`, whose items are often tuples of a number and a value: here a record and a comparator.
///
/// **Thread**: any.
///
/// @param <T> the items
public final class PriorityQueue<T> extends Queue<T> {
  /// Makes a queue of items that are comparable, without a limit.
  ///
  /// @param <T> the items
  public static <T extends Comparable<? super T>> PriorityQueue<T> natural() {
    return new PriorityQueue<>(0, Comparator.naturalOrder());
  }

  /// Makes a queue.
  ///
  /// @param maxsize how many items it holds; zero for no limit
  /// @param order which item is smaller
  /// @throws IllegalArgumentException if `maxsize` is negative
  public PriorityQueue(int maxsize, Comparator<? super T> order) {
    super(maxsize, new java.util.PriorityQueue<>(order));
  }
}
