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
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tornado.fixture.LogRecorder;

/// Coroutines and their futures. Python: gen_test, GenCoroutineTest and ContextVarsTest.
final class SpawnTest extends LoopFixture {
  private static final ScopedValue<String> CONTEXT = ScopedValue.newInstance();

  private final CompletableFuture<@Nullable Void> never = new CompletableFuture<>();

  @Test
  void futureHoldsTheResult() {
    run(() -> {
      assertThat(await(Async.spawn(() -> 42))).isEqualTo(42);
      assertThat(await(Async.<@Nullable Object>spawn(() -> null))).isNull();
    });
  }

  @Test
  void futureHoldsTheFailure() {
    run(() -> {
      var failure = new IllegalStateException("bug");
      CompletableFuture<Object> task =
          Async.spawn(() -> {
            throw failure;
          });

      assertThatThrownBy(() -> await(task)).isSameAs(failure);
    });
  }

  @Test
  void futureHoldsACheckedFailureToo() {
    run(() -> {
      var failure = new IOException("broken");
      CompletableFuture<Object> task =
          Async.spawn(() -> {
            throw failure;
          });

      assertThatThrownBy(() -> await(task)).isInstanceOf(CompletionException.class);
      assertThat(task.exceptionNow()).isSameAs(failure);
    });
  }

  @Test
  void startsInALaterTurn() {
    run(() -> {
      List<String> ran = new ArrayList<>();

      CompletableFuture<Boolean> task =
          onLoop(() -> {
            var started = Async.spawn(() -> ran.add("coroutine"));
            ran.add("callback");
            return started;
          });

      await(task);
      assertThat(ran).containsExactly("callback", "coroutine");
    });
  }

  @Test
  void spawnFromAPlainThreadNamesTheLoop() {
    run(() ->
        onOtherThread(() -> assertThat(Async.spawn(loop, IOLoop::current).join()).isSameAs(loop)));
  }

  @Test
  void withoutALoopThereIsNowhereToRun() {
    assertThatThrownBy(() -> Async.spawn(() -> 42))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no loop runs this code: use IOLoop.runSync, or Async.spawn(loop, body)");
    assertThatThrownBy(() -> Async.spawnBlocking(() -> 42))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> Async.detached(() -> 42)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void manyCoroutinesWaitAtTheSameTime() {
    run(() -> {
      var gate = new CompletableFuture<Integer>();
      List<CompletableFuture<Integer>> tasks =
          IntStream.range(0, 1000).mapToObj(i -> Async.spawn(() -> await(gate) + i)).toList();

      loop.addCallback(() -> gate.complete(1000));

      List<Integer> sums = await(Async.all(tasks));
      assertThat(sums).isEqualTo(IntStream.range(1000, 2000).boxed().toList());
    });
  }

  @Test
  void spawnBlockingHoldsNoLoop() {
    run(() -> {
      var release = new CountDownLatch(1);
      CompletableFuture<Boolean> task =
          Async.spawnBlocking(() -> {
            release.await();
            return loop.inLoop();
          });

      assertThat(onLoop(() -> task.isDone())).isFalse();
      release.countDown();

      assertThat(await(task)).isFalse();
    });
  }

  @Test
  void cancellingTheFutureCancelsTheCoroutine() {
    run(() -> {
      var begun = new CompletableFuture<Boolean>();
      var ended = new CompletableFuture<Throwable>();
      CompletableFuture<@Nullable Void> task =
          Async.spawn(() -> {
            begun.complete(true);
            try {
              return await(never);
            } catch (CancelledError e) {
              ended.complete(e);
              throw e;
            }
          });
      await(begun);

      assertThat(task.cancel(false)).isTrue();

      assertThat(await(ended)).hasMessage("the task was cancelled");
      assertThat(task).isCancelled();
    });
  }

  @Test
  void coroutineCancelledBeforeItBeganNeverDoes() {
    run(() -> {
      List<String> ran = new ArrayList<>();

      onLoop(() -> Async.spawn(() -> ran.add("never")).cancel(false));
      turn();
      await(Async.spawn(() -> ran.add("next")));

      assertThat(ran).containsExactly("next");
    });
  }

  @Test
  void cancellingADoneFutureDoesNothing() {
    run(() -> {
      CompletableFuture<Integer> task = Async.spawn(() -> 42);
      await(task);

      assertThat(task.cancel(false)).isFalse();

      assertThat(await(task)).isEqualTo(42);
    });
  }

  /// Cancelling what was made of a future leaves the coroutine alone.
  @Test
  void cancellingAStageCancelsNoCoroutine() {
    run(() -> {
      var gate = new CompletableFuture<Integer>();
      CompletableFuture<Integer> task = Async.spawn(() -> await(gate));
      CompletableFuture<Integer> stage = task.thenApply(x -> x);

      stage.cancel(false);
      gate.complete(42);

      assertThat(await(task)).isEqualTo(42);
    });
  }

  @Test
  void failureAfterCancellingIsLogged() {
    run(() -> {
      try (var log = LogRecorder.of("tornado.application")) {
        cancelAWait(e -> {
          throw new IllegalStateException("bug", e);
        });

        assertThat(log.lines()).containsExactly("ERROR Exception after Future was cancelled");
      }
    });
  }

  @Test
  void cancellingIsNotLogged() {
    run(() -> {
      try (var log = LogRecorder.of("tornado.application")) {
        cancelAWait(e -> {
          throw e;
        });

        assertThat(log.lines()).isEmpty();
      }
    });
  }

  /// Cancels a coroutine that waits, and returns when its thread has ended.
  private void cancelAWait(Consumer<CancelledError> handler) throws InterruptedException {
    var begun = new CompletableFuture<Thread>();
    CompletableFuture<@Nullable Void> task =
        Async.spawn(() -> {
          begun.complete(Thread.currentThread());
          try {
            return await(never);
          } catch (CancelledError e) {
            handler.accept(e);
            return null;
          }
        });
    Thread coroutine = await(begun);

    task.cancel(false);
    coroutine.join();
  }

  /// What the scope of a coroutine has to clean up is cleaned up when its result is there.
  @Test
  void scopeIsLeftBeforeTheResultIsThere() {
    run(() -> {
      List<String> order = new ArrayList<>();
      CompletableFuture<Boolean> task =
          Async.spawn(() -> {
            currentScope().onCancel(() -> order.add("left"));
            turn();
            return true;
          });

      await(task.thenAccept(_ -> order.add("done")));

      assertThat(order).containsExactly("left", "done");
    });
  }

  @Test
  void contextSurvivesWaits() {
    run(() -> {
      String context =
          await(
              Async.spawn(() ->
                  ScopedValue.where(CONTEXT, "mine")
                      .call(() -> {
                        turn();
                        return CONTEXT.get();
                      })));

      assertThat(context).isEqualTo("mine");
    });
  }

  @Test
  void spawnOnAClosedLoopNeverRuns() {
    List<String> ran = new ArrayList<>();
    loop.close();

    CompletableFuture<Boolean> task = Async.spawn(loop, () -> ran.add("never"));

    assertThat(task).isNotDone();
    assertThat(ran).isEmpty();
  }
}
