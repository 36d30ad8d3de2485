// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
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

  /// Guards `finished`, `waiting` and `left`: futures finish on any thread.
  private final Object lock = new Object();

  private final Deque<Entry<K, T>> finished = new ArrayDeque<>();
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
      takeBackIfCancelled();
      if (left == 0) {
        current = null;
      }
      return left == 0;
    }
  }

  /// Returns a future with the outcome of the next one to finish.
  ///
  /// @throws NoSuchElementException if every future was handed out
  /// @throws IllegalStateException if the future returned before is still open; who gave it up may cancel it
  public CompletableFuture<T> next() {
    var result = new CompletableFuture<T>();
    synchronized (lock) {
      takeBackIfCancelled();
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

  /// A future that was given up counts as not handed out. Called under the lock.
  private void takeBackIfCancelled() {
    if (waiting != null && waiting.isDone()) {
      waiting = null;
      left++;
    }
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
    if (!relay(entry.future(), target)) {
      giveBack(entry);
    }
  }

  /// Passes the outcome of a future that is done.
  ///
  /// @return false if the target was cancelled
  private static <T extends @Nullable Object> boolean relay(
      CompletableFuture<T> done, CompletableFuture<T> target) {
    return done.handle((value, failure) ->
            failure == null
                ? target.complete(value)
                : target.completeExceptionally(Async.unwrap(failure)))
        .join();
  }

  private void giveBack(Entry<K, T> entry) {
    current = null;
    synchronized (lock) {
      finished.addFirst(entry);
      left++;
    }
    handOver();
  }
}
