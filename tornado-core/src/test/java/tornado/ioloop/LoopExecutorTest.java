// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tornado.ioloop.Async.await;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Python: ioloop_test, TestIOLoopFutures, and concurrent_test, RunOnExecutorTest.
final class LoopExecutorTest extends LoopFixture {
  /// Keeps its tasks until the test runs them.
  private static final class KeepingExecutor implements Executor {
    private final List<Runnable> tasks = new ArrayList<>();

    @Override
    public void execute(Runnable task) {
      tasks.add(task);
    }
  }

  private static final Executor REJECTING =
      _ -> {
        throw new RejectedExecutionException("full");
      };

  @Test
  void runInExecutor() {
    Thread ran = loop.runInExecutor(null, Thread::currentThread).join();

    assertThat(ran.getName()).startsWith("tornado-executor-");
    assertThat(ran.isDaemon()).isTrue();
    assertThat(ran.isVirtual()).isFalse();
  }

  @Test
  void blockingWorkRunsAtTheSameTime() {
    var all = new CountDownLatch(5);
    List<CompletableFuture<Boolean>> futures =
        IntStream.range(0, 5)
            .mapToObj(_ ->
                loop.runInExecutor(
                    null,
                    () -> {
                      all.countDown();
                      all.await();
                      return true;
                    }))
            .toList();

    assertThat(futures).allMatch(CompletableFuture::join);
  }

  @Test
  void failureIsTheFutures() {
    var failure = new IOException("broken");

    CompletableFuture<Object> future =
        loop.runInExecutor(
            null,
            () -> {
              throw failure;
            });

    assertThatThrownBy(future::join)
        .isInstanceOf(CompletionException.class)
        .cause()
        .isSameAs(failure);
  }

  @Test
  void errorIsTheFuturesToo() {
    var failure = new AssertionError("bug");

    CompletableFuture<Object> future =
        loop.runInExecutor(
            null,
            () -> {
              throw failure;
            });

    assertThatThrownBy(future::join).cause().isSameAs(failure);
  }

  @Test
  void callWithExecutor() {
    var executor = new KeepingExecutor();
    CompletableFuture<Integer> future = loop.runInExecutor(executor, () -> 42);
    assertThat(future).isNotDone();

    executor.tasks.forEach(Runnable::run);

    assertThat(future).isCompletedWithValue(42);
  }

  /// Tornado: `concurrent.dummy_executor`.
  @Test
  void dummyExecutor() {
    assertThat(loop.runInExecutor(Runnable::run, () -> 42)).isCompletedWithValue(42);
  }

  @Test
  void setDefaultExecutor() {
    var executor = new KeepingExecutor();
    loop.setDefaultExecutor(executor);

    loop.runInExecutor(null, () -> 42);

    assertThat(executor.tasks).hasSize(1);
  }

  @Test
  void rejectionIsTheFuturesFailure() {
    CompletableFuture<Integer> future = loop.runInExecutor(REJECTING, () -> 42);

    assertThat(future.exceptionNow())
        .isInstanceOf(RejectedExecutionException.class)
        .hasMessage("full");
  }

  @Test
  void cancelledBeforeItBeganNeverDoes() {
    var executor = new KeepingExecutor();
    List<String> ran = new ArrayList<>();

    loop.runInExecutor(executor, () -> ran.add("never")).cancel(false);
    executor.tasks.forEach(Runnable::run);

    assertThat(ran).isEmpty();
  }

  @Test
  void closedLoopRejects() {
    loop.close();

    CompletableFuture<Integer> future = loop.runInExecutor(null, () -> 42);

    assertThat(future.exceptionNow()).isInstanceOf(RejectedExecutionException.class);
  }

  @Test
  void closeLetsWorkUnderWayEnd() {
    var begun = new CountDownLatch(1);
    var end = new CountDownLatch(1);
    CompletableFuture<Integer> future =
        loop.runInExecutor(
            null,
            () -> {
              begun.countDown();
              end.await();
              return 42;
            });
    assertThatCountsDown(begun);

    loop.close();
    end.countDown();

    assertThat(future.join()).isEqualTo(42);
    assertThat(loop.runInExecutor(null, () -> 43)).isCompletedExceptionally();
  }

  private static void assertThatCountsDown(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void closeLeavesTheCallersExecutorAlone() {
    loop.setDefaultExecutor(Runnable::run);
    loop.close();

    assertThat(loop.runInExecutor(null, () -> 42)).isCompletedWithValue(42);
  }

  @Test
  void runOnExecutor() {
    run(() -> {
      var named = new KeepingExecutor();
      assertThat(await(Async.runOnExecutor(() -> 42))).isEqualTo(42);

      CompletableFuture<Integer> future = Async.runOnExecutor(named, () -> 43);
      named.tasks.forEach(Runnable::run);

      assertThat(await(future)).isEqualTo(43);
    });
  }

  @Test
  void runOnExecutorNeedsALoop() {
    assertThatThrownBy(() -> Async.runOnExecutor(() -> 42))
        .isInstanceOf(IllegalStateException.class);
  }
}
