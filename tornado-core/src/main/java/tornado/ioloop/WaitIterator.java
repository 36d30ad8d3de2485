// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Hands out futures as they finish. Those that are done already come in the order given.
///
/// ```java
/// var waiter = WaitIterator.of(List.of(first, second));
/// while (!waiter.done()) {
///   use(await(waiter.next()), waiter.currentKey());
/// }
/// ```
///
/// Tornado: `gen.WaitIterator`, whose `current_index` is a number or a name; here [#currentKey] is the name.
///
/// **Thread**: owner.
///
/// @param <K> what names a future: its index, or a key of the caller's
/// @param <T> what the futures hold
public final class WaitIterator<K, T extends @Nullable Object> {
  private record Entry<K, T extends @Nullable Object>(K key, CompletableFuture<T> future) {}

  /// Guards `finished` and `waiting`: futures finish on any thread.
  private final Object lock = new Object();

  private final Queue<Entry<K, T>> finished = new ArrayDeque<>();
  private @Nullable CompletableFuture<T> waiting;
  private int left;
  private volatile @Nullable Entry<K, T> current;

  private WaitIterator(List<Entry<K, T>> entries) {
    left = entries.size();
    for (Entry<K, T> entry : entries) {
      entry.future().whenComplete((_, _) -> finish(entry));
    }
  }

  /// Makes an iterator over a list; [#currentKey] is the index.
  public static <T extends @Nullable Object> WaitIterator<Integer, T> of(
      List<CompletableFuture<T>> futures) {
    var entries = new ArrayList<Entry<Integer, T>>();
    for (int i = 0; i < futures.size(); i++) {
      entries.add(new Entry<>(i, futures.get(i)));
    }
    return new WaitIterator<>(entries);
  }

  /// Makes an iterator over named futures; [#currentKey] is the name.
  public static <K, T extends @Nullable Object> WaitIterator<K, T> of(
      Map<K, CompletableFuture<T>> futures) {
    var entries = new ArrayList<Entry<K, T>>();
    futures.forEach((key, future) -> entries.add(new Entry<>(key, future)));
    return new WaitIterator<>(entries);
  }

  /// Tells whether every future was handed out.
  public boolean done() {
    synchronized (lock) {
      if (left == 0) {
        current = null;
      }
      return left == 0;
    }
  }

  /// Returns a future with the outcome of the next one to finish.
  ///
  /// @throws NoSuchElementException if every future was handed out
  /// @throws IllegalStateException if the future returned before is still open
  public CompletableFuture<T> next() {
    var result = new CompletableFuture<T>();
    synchronized (lock) {
      if (left == 0) {
        throw new NoSuchElementException("every future was handed out");
      }
      if (waiting != null) {
        throw new IllegalStateException("next called while the one before is still open");
      }
      left--;
      waiting = result;
    }
    handOver();
    return result;
  }

  /// Returns the name of the future that [#next] handed out last, once that is done; null before and at the end.
  public @Nullable K currentKey() {
    Entry<K, T> entry = current;
    return entry == null ? null : entry.key();
  }

  /// Returns the future that [#next] handed out last, once that is done; null before and at the end.
  public @Nullable CompletableFuture<T> currentFuture() {
    Entry<K, T> entry = current;
    return entry == null ? null : entry.future();
  }

  private void finish(Entry<K, T> entry) {
    synchronized (lock) {
      finished.add(entry);
    }
    handOver();
  }

  private void handOver() {
    Entry<K, T> entry;
    CompletableFuture<T> target;
    synchronized (lock) {
      if (waiting == null || finished.isEmpty()) {
        return;
      }
      entry = finished.remove();
      target = waiting;
      waiting = null;
    }
    current = entry;
    entry
        .future()
        .whenComplete((value, failure) -> {
          if (failure == null) {
            target.complete(value);
          } else {
            target.completeExceptionally(Async.unwrap(failure));
          }
        });
  }
}
