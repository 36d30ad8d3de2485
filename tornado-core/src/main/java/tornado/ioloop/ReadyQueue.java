// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/// What is to run in the next turn of a loop.
///
/// **Thread**: loop.
abstract sealed class ReadyQueue {
  abstract void add(Runnable callback);

  /// Takes what runs next; only of a queue that isn't empty.
  abstract Runnable take();

  abstract int size();

  abstract void clear();

  /// Everything in the order in which it came.
  static final class FirstCome extends ReadyQueue {
    private final ArrayDeque<Runnable> all = new ArrayDeque<>();

    @Override
    void add(Runnable callback) {
      all.add(callback);
    }

    @Override
    Runnable take() {
      return all.remove();
    }

    @Override
    int size() {
      return all.size();
    }

    @Override
    void clear() {
      all.clear();
    }
  }

  /// Callbacks in the order in which they came, which is promised, and coroutines when it pleases a simulation.
  static final class Chosen extends ReadyQueue {
    private final Simulation simulation;
    private final ArrayDeque<Runnable> callbacks = new ArrayDeque<>();
    private final List<Coroutine> coroutines = new ArrayList<>();

    Chosen(Simulation simulation) {
      this.simulation = simulation;
    }

    @Override
    void add(Runnable callback) {
      if (callback instanceof Coroutine coroutine) {
        coroutines.add(coroutine);
      } else {
        callbacks.add(callback);
      }
    }

    @Override
    Runnable take() {
      int first = callbacks.isEmpty() ? 0 : 1;
      int chosen = simulation.choose(first + coroutines.size());
      return chosen < first ? callbacks.remove() : coroutines.remove(chosen - first);
    }

    @Override
    int size() {
      return callbacks.size() + coroutines.size();
    }

    @Override
    void clear() {
      callbacks.clear();
      coroutines.clear();
    }
  }
}
