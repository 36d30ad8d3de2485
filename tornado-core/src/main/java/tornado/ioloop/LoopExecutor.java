// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A loop's pool for blocking and long code. Its threads are made when first needed and end after a minute without
/// work; they never keep the JVM alive.
///
/// **Thread**: any.
final class LoopExecutor {
  private static final int THREADS_PER_PROCESSOR = 5;

  private volatile @Nullable Executor chosen;

  /// What stands in for the pool on a simulated loop.
  private volatile @Nullable Executor own;

  /// How many bodies of a simulated loop run elsewhere.
  private final AtomicInteger foreign = new AtomicInteger();

  private final Unretrieved unretrieved;

  /// Guards the making and the end of `pool`.
  private final Object lock = new Object();

  private volatile @Nullable ThreadPoolExecutor pool;

  /// Guarded by `lock`.
  private boolean closed;

  LoopExecutor(Unretrieved unretrieved) {
    this.unretrieved = unretrieved;
  }

  void setDefault(Executor executor) {
    chosen = executor;
  }

  /// Sets what is used where nothing else is chosen, in place of the pool.
  void replacePool(Executor executor) {
    own = executor;
    chosen = executor;
  }

  /// Returns how many bodies of a simulated loop wait or run on executors of others.
  int foreign() {
    return foreign.get();
  }

  <T extends @Nullable Object> CompletableFuture<T> submit(
      @Nullable Executor executor, Callable<T> body) {
    var result = new WatchedFuture<T>(unretrieved);
    try {
      Executor target = executor != null ? executor : defaultExecutor();
      if (own != null && target != own) {
        foreign.incrementAndGet();
        // This asks for the outcome, so that of such bodies no failure is logged.
        result.whenComplete((_, _) -> foreign.decrementAndGet());
      }
      target.execute(() -> complete(result, body));
    } catch (RejectedExecutionException e) {
      result.fail(e);
    }
    return result;
  }

  /// Lets what is queued end, and refuses more. An executor that was chosen is its owner's.
  void close() {
    synchronized (lock) {
      closed = true;
      if (pool != null) {
        pool.shutdown();
      }
    }
  }

  private static <T extends @Nullable Object> void complete(
      WatchedFuture<T> result, Callable<T> body) {
    if (result.isDone()) {
      // Cancelled before it began.
      return;
    }
    try {
      result.complete(body.call());
    } catch (Throwable e) {
      result.fail(e);
    }
  }

  private Executor defaultExecutor() {
    Executor executor = chosen != null ? chosen : pool;
    if (executor != null) {
      return executor;
    }
    synchronized (lock) {
      if (closed) {
        throw new RejectedExecutionException("loop is closed");
      }
      if (pool == null) {
        pool = newPool();
      }
      return pool;
    }
  }

  private static ThreadPoolExecutor newPool() {
    int threads = THREADS_PER_PROCESSOR * Runtime.getRuntime().availableProcessors();
    var factory = Thread.ofPlatform().name("tornado-executor-", 0).daemon().factory();
    var made =
        new ThreadPoolExecutor(
            threads, threads, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(), factory);
    made.allowCoreThreadTimeOut(true);
    return made;
  }
}
