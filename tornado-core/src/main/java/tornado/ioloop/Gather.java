// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/// One wait for many futures: done when all are, with the failure that came first. Linear in their number.
///
/// **Thread**: any.
final class Gather {
  private final CompletableFuture<@Nullable Void> result = new CompletableFuture<>();
  private final AtomicInteger left;
  private volatile @Nullable Throwable first;

  private Gather(int count) {
    left = new AtomicInteger(count);
  }

  /// Returns a future of all. One that occurs twice counts once.
  static CompletableFuture<@Nullable Void> all(Collection<? extends CompletableFuture<?>> futures) {
    Set<CompletableFuture<?>> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    List<CompletableFuture<?>> distinct = new ArrayList<>();
    for (CompletableFuture<?> future : futures) {
      if (seen.add(future)) {
        distinct.add(future);
      }
    }
    var gather = new Gather(distinct.size());
    if (distinct.isEmpty()) {
      gather.result.complete(null);
    }
    for (CompletableFuture<?> future : distinct) {
      future.whenComplete((_, failure) -> gather.done(failure));
    }
    return gather.result;
  }

  private void done(@Nullable Throwable failure) {
    if (failure != null) {
      note(Async.unwrap(failure));
    }
    if (left.decrementAndGet() > 0) {
      return;
    }
    Throwable cause = first;
    if (cause == null) {
      result.complete(null);
    } else {
      result.completeExceptionally(cause);
    }
  }

  private synchronized void note(Throwable failure) {
    if (first == null) {
      first = failure;
    } else if (first != failure && !Async.isCancellation(failure)) {
      LoggerFactory.getLogger("tornado.application")
          .error("Multiple exceptions in one Async.all", failure);
    }
  }
}
