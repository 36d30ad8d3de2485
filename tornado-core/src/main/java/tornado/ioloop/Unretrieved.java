// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;

/// The failures of a loop's coroutines that nobody has asked for. They are logged when nobody can ask any more: because the future
/// was collected, which shows in the next turn of the loop after that, or because the loop was closed.
///
/// **Thread**: any.
final class Unretrieved {
  private final Logger log;

  /// Each by what knows whether the future is still there.
  private final Map<Reference<?>, Throwable> failures = new ConcurrentHashMap<>();

  private final ReferenceQueue<WatchedFuture<?>> collected = new ReferenceQueue<>();

  Unretrieved(Logger log) {
    this.log = log;
  }

  /// Notes a failure that nobody has asked for yet.
  ///
  /// @return what [#retrieved] is to be called with
  Reference<?> add(WatchedFuture<?> future, Throwable failure) {
    var reference = new PhantomReference<WatchedFuture<?>>(future, collected);
    failures.put(reference, failure);
    return reference;
  }

  /// Says that somebody has asked.
  void retrieved(Reference<?> reference) {
    failures.remove(reference);
    reference.clear();
  }

  /// Logs what nobody can ask for any more.
  void logCollected() {
    if (failures.isEmpty()) {
      return;
    }
    for (Reference<?> next = collected.poll(); next != null; next = collected.poll()) {
      log(next);
    }
  }

  /// Logs all, at the end of the loop.
  void logAll() {
    List.copyOf(failures.keySet()).forEach(this::log);
  }

  private void log(Reference<?> reference) {
    Throwable failure = failures.remove(reference);
    if (failure != null) {
      log.error("Task exception was never retrieved", failure);
    }
  }
}
