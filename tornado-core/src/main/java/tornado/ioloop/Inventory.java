// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// What a loop in debug mode knows of its coroutines.
///
/// **Thread**: any.
final class Inventory {
  /// One coroutine, from its start to its end.
  private static final class Entry {
    private final Throwable origin = new Throwable();
    private volatile @Nullable Thread thread;
    private volatile @Nullable CompletableFuture<?> awaited;
    private volatile long sinceNanos;
  }

  private final Clock clock;
  private final Set<Entry> entries = ConcurrentHashMap.newKeySet();
  private final Map<Thread, Entry> begun = new ConcurrentHashMap<>();

  /// How many coroutines are in an await.
  private final AtomicInteger awaiting = new AtomicInteger();

  Inventory(Clock clock) {
    this.clock = clock;
  }

  /// Notes that a coroutine was made, and returns its body with what notes its beginning and its end.
  Runnable note(Runnable body) {
    var entry = new Entry();
    entries.add(entry);
    return () -> {
      entry.thread = Thread.currentThread();
      entry.sinceNanos = clock.nanoTime();
      begun.put(Thread.currentThread(), entry);
      try {
        body.run();
      } finally {
        begun.remove(Thread.currentThread());
        entries.remove(entry);
      }
    };
  }

  /// Notes that a thread is about to wait for a future.
  void waits(Thread thread, CompletableFuture<?> future) {
    Entry entry = begun.get(thread);
    if (entry != null) {
      entry.awaited = future;
      entry.sinceNanos = clock.nanoTime();
      awaiting.incrementAndGet();
    }
  }

  /// Notes that a thread's wait is over.
  void goesOn(Thread thread) {
    Entry entry = begun.get(thread);
    if (entry != null) {
      entry.awaited = null;
      entry.sinceNanos = clock.nanoTime();
      awaiting.decrementAndGet();
    }
  }

  /// Returns how many coroutines have begun and are in no await: if nothing runs, those that wait for something else.
  int elsewhere() {
    return begun.size() - awaiting.get();
  }

  List<Activity> activities() {
    var found = new ArrayList<Activity>();
    for (Entry entry : entries) {
      Thread thread = entry.thread;
      found.add(
          new Activity(
              Activity.Kind.COROUTINE,
              state(entry),
              List.of(entry.origin.getStackTrace()),
              thread == null ? List.of() : List.of(thread.getStackTrace())));
    }
    return found;
  }

  private String state(Entry entry) {
    if (entry.thread == null) {
      return "has not begun";
    }
    long millis = TimeUnit.NANOSECONDS.toMillis(clock.nanoTime() - entry.sinceNanos);
    CompletableFuture<?> awaited = entry.awaited;
    return awaited == null
        ? "runs, or waits elsewhere, for " + millis + " ms"
        : "waits for " + awaited + " for " + millis + " ms";
  }
}
