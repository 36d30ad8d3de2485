// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tornado.ioloop.Async.await;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Python: gen_test, GenBasicTest and GenCoroutineTest.
final class AwaitTest extends LoopFixture {
  private static <T> CompletableFuture<T> failed(Throwable failure) {
    return CompletableFuture.failedFuture(failure);
  }

  /// Returns a future that fails a turn later, when it is waited for.
  private CompletableFuture<String> failing(Throwable failure) {
    var future = new CompletableFuture<String>();
    loop.addCallback(() -> future.completeExceptionally(failure));
    return future;
  }

  @AfterEach
  void forget() {
    IOLoop.clearCurrent();
  }

  @Test
  void returnsAResultThatIsThere() {
    run(() -> assertThat(await(CompletableFuture.completedFuture("value"))).isEqualTo("value"));
  }

  @Test
  void waitsForAResult() {
    run(() -> {
      var future = new CompletableFuture<String>();
      loop.addCallback(() -> future.complete("value"));

      assertThat(await(future)).isEqualTo("value");
    });
  }

  @Test
  void returnsNull() {
    run(() -> {
      var future = new CompletableFuture<@Nullable String>();
      loop.addCallback(() -> future.complete(null));

      assertThat(await(future)).isNull();
    });
  }

  @Test
  void resultFromAnotherThread() {
    run(() -> assertThat(await(Async.runOnExecutor(() -> "value"))).isEqualTo("value"));
  }

  @Test
  void rethrowsAnUncheckedFailureItself() {
    run(() -> {
      var failure = new IllegalStateException("bug");

      assertThatThrownBy(() -> await(failing(failure))).isSameAs(failure);
      assertThatThrownBy(() -> await(failed(failure))).isSameAs(failure);
    });
  }

  @Test
  void rethrowsAnErrorItself() {
    run(() -> {
      var failure = new AssertionError("bug");

      assertThatThrownBy(() -> await(failing(failure))).isSameAs(failure);
    });
  }

  @Test
  void wrapsACheckedFailure() {
    run(() -> {
      var failure = new IOException("broken");

      assertThatThrownBy(() -> await(failing(failure)))
          .isInstanceOf(CompletionException.class)
          .cause()
          .isSameAs(failure);
    });
  }

  @Test
  void rethrowsThroughTheStagesOfAFuture() {
    run(() -> {
      var failure = new IllegalStateException("bug");

      assertThatThrownBy(() -> await(failing(failure).thenApply(String::trim))).isSameAs(failure);
    });
  }

  @Test
  void cancelledFutureEndsInCancelledError() {
    run(() -> {
      var future = new CompletableFuture<String>();
      loop.addCallback(() -> future.cancel(false));

      assertThatThrownBy(() -> await(future))
          .isInstanceOf(CancelledError.class)
          .hasMessage("the future was cancelled");
    });
  }

  @Test
  void reasonOfACancellationIsKept() {
    run(() -> {
      var why = new CancellationException("why");

      assertThatThrownBy(() -> await(failed(why)))
          .isInstanceOf(CancelledError.class)
          .hasMessage("why");
      assertThatThrownBy(() -> await(failed(why).thenApply(x -> x)))
          .isInstanceOf(CancelledError.class)
          .hasMessage("why");
    });
  }

  @Test
  void stageOfACancelledFutureEndsInCancelledErrorToo() {
    run(() -> {
      CompletableFuture<String> stage = failing(new CancellationException()).thenApply(x -> x);

      assertThatThrownBy(() -> await(stage)).isInstanceOf(CancelledError.class);
    });
  }

  @Test
  void loopCallbackIsRefused() {
    run(() -> {
      var future = new CompletableFuture<String>();

      assertThatThrownBy(() -> onLoop(() -> await(future)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "await in a loop callback would stop the loop: start a coroutine with Async.spawn");
      assertThat(onLoop(() -> await(CompletableFuture.completedFuture("there"))))
          .isEqualTo("there");
    });
  }

  @Test
  void plainThreadWaits() {
    var future = new CompletableFuture<String>();
    Thread.ofPlatform().start(() -> future.complete("value"));

    assertThat(await(future)).isEqualTo("value");
  }

  @Test
  void plainThreadGetsFailuresTheSameWay() {
    var failure = new IllegalStateException("bug");
    var future = new CompletableFuture<String>();
    var cancelled = new CompletableFuture<String>();
    Thread.ofPlatform()
        .start(() -> {
          future.completeExceptionally(failure);
          cancelled.cancel(false);
        });

    assertThatThrownBy(() -> await(future)).isSameAs(failure);
    assertThatThrownBy(() -> await(cancelled)).isInstanceOf(CancelledError.class);
  }

  @Test
  void interruptEndsAPlainThreadsWait() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> await(new CompletableFuture<String>()))
        .isInstanceOf(CancelledError.class)
        .hasMessage("the thread was interrupted");
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void threadWhoseLoopIsIdleIsRefused() {
    loop.makeCurrent();

    assertThatThrownBy(() -> await(new CompletableFuture<String>()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "await outside a coroutine, on a thread whose loop isn't running: use IOLoop.runSync");
  }

  @Test
  void threadWhoseLoopAnotherThreadRunsWaits() {
    var future = new CompletableFuture<String>();
    run(() ->
        onOtherThread(() -> {
          loop.makeCurrent();
          loop.addCallback(() -> future.complete("value"));

          assertThat(await(future)).isEqualTo("value");
        }));
  }
}
