// SPDX-License-Identifier: Apache-2.0
package tornado.queues;

import java.util.ArrayDeque;
import java.util.Collections;

/// A queue that gives the newest item first.
///
/// Tornado: `queues.LifoQueue`.
///
/// **Thread**: any.
///
/// @param <T> the items
public final class LifoQueue<T> extends Queue<T> {
  /// Makes a queue without a limit.
  public LifoQueue() {
    this(0);
  }

  /// Makes a queue.
  ///
  /// @param maxsize how many items it holds; zero for no limit
  /// @throws IllegalArgumentException if `maxsize` is negative
  public LifoQueue(int maxsize) {
    super(maxsize, Collections.asLifoQueue(new ArrayDeque<>()));
  }
}
