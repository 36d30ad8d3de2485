// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tornado.ioloop.Async.await;
import static tornado.ioloop.Async.withTimeout;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tornado.util.TimeoutError;

/// The form that bounds a piece of code. [WithTimeoutNestingTest] has limits within limits, [WithTimeoutFutureTest] the other form.
final class WithTimeoutTest extends FakeTimeFixture {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final CompletableFuture<@Nullable Void> never = new CompletableFuture<>();

  @Test
  void returnsWhatTheBodyReturns() {
    run(() -> {
      assertThat(withTimeout(SECOND, () -> 42)).isEqualTo(42);
      assertThat(withTimeout(SECOND, () -> onLoop(() -> "value"))).isEqualTo("value");
    });
  }

  @Test
  void runsTheBodyHere() {
    run(() ->
        assertThat(withTimeout(SECOND, Thread::currentThread)).isSameAs(Thread.currentThread()));
  }

  @Test
  void timesOut() {
    run(() ->
        assertThatThrownBy(() ->
                withTimeout(
                    SECOND,
                    () -> {
                      advanceLater(SECOND);
                      return await(never);
                    }))
            .isInstanceOf(TimeoutError.class)
            .hasMessage("timed out after 1000 ms"));
  }

  @Test
  void waitsInsideEndWithCancelledError() {
    run(() -> {
      List<Throwable> seen = new ArrayList<>();

      assertThatThrownBy(() ->
              withTimeout(
                  SECOND,
                  () -> {
                    advanceLater(SECOND);
                    try {
                      return await(never);
                    } catch (CancelledError e) {
                      seen.add(e);
                      throw e;
                    }
                  }))
          .isInstanceOf(TimeoutError.class);

      assertThat(seen)
          .singleElement()
          .hasFieldOrPropertyWithValue("message", "timed out after 1000 ms");
    });
  }

  /// Afterwards waiting is allowed again: only the block is over.
  @Test
  void codeBehindGoesOn() {
    run(() -> {
      assertThatThrownBy(() -> withTimeout(Duration.ZERO, () -> await(never)))
          .isInstanceOf(TimeoutError.class);

      assertThat(onLoop(() -> "value")).isEqualTo("value");
    });
  }

  @Test
  void timerIsGoneWithTheBody() {
    assertThat(idleAfter(() -> withTimeout(SECOND, () -> 42))).isZero();
  }

  @Test
  void scopeIsLeftWithTheBody() {
    run(() -> {
      Scope inside = withTimeout(SECOND, LoopFixture::currentScope);

      assertThat(inside.cancelled()).isTrue();
      assertThat(currentScope().cancelled()).isFalse();
    });
  }

  @Test
  void failurePassesAsItIs() {
    run(() -> {
      var failure = new IllegalStateException("bug");
      var error = new AssertionError("bug");
      assertThatThrownBy(() ->
              withTimeout(
                  SECOND,
                  () -> {
                    throw failure;
                  }))
          .isSameAs(failure);
      assertThatThrownBy(() ->
              withTimeout(
                  SECOND,
                  () -> {
                    throw error;
                  }))
          .isSameAs(error);
    });
  }

  @Test
  void checkedFailureIsWrapped() {
    run(() -> {
      var failure = new IOException("broken");

      assertThatThrownBy(() ->
              withTimeout(
                  SECOND,
                  () -> {
                    throw failure;
                  }))
          .isInstanceOf(CompletionException.class)
          .cause()
          .isSameAs(failure);
    });
  }

  /// Somebody else's timeout, in the same words, is not this one's.
  @Test
  void cancelledErrorOfAnotherIsNoTimeout() {
    run(() -> {
      CompletableFuture<@Nullable Void> other =
          CompletableFuture.failedFuture(new CancelledError("timed out after 1000 ms"));

      assertThatThrownBy(() -> withTimeout(SECOND, () -> await(other)))
          .isInstanceOf(CancelledError.class);
    });
  }

  @Test
  void cancellingTheCoroutineIsNoTimeout() {
    run(() -> {
      var ended = new CompletableFuture<Throwable>();
      CompletableFuture<@Nullable Void> task =
          Async.spawn(() -> {
            try {
              return withTimeout(SECOND, () -> await(never));
            } catch (Throwable e) {
              ended.complete(e);
              throw e;
            }
          });
      turn();

      task.cancel(false);

      assertThat(await(ended))
          .isInstanceOf(CancelledError.class)
          .hasMessage("the task was cancelled");
    });
  }

  @Test
  void bodyThatNeedsNoWaitEndsInAnyCase() {
    run(() -> {
      int result =
          withTimeout(
              SECOND,
              () -> {
                clock.advance(MINUTE);
                return await(CompletableFuture.completedFuture(42));
              });

      assertThat(result).isEqualTo(42);
    });
  }

  @Test
  void callbackIsRefused() {
    run(() ->
        assertThatThrownBy(() -> onLoop(() -> withTimeout(SECOND, () -> 42)))
            .isInstanceOf(IllegalStateException.class)
            .hasMessage("withTimeout needs a coroutine: start one with Async.spawn"));
  }
}
