// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tornado.ioloop.Async.await;
import static tornado.ioloop.Async.withTimeout;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import tornado.fixture.LogRecorder;
import tornado.util.TimeoutError;

/// Python: gen_test, WithTimeoutTest.
final class WithTimeoutFutureTest extends FakeTimeFixture {
  private final CompletableFuture<String> future = new CompletableFuture<>();

  @Test
  void timeout() {
    run(() -> {
      CompletableFuture<String> result = withTimeout(SECOND, future);

      advanceLater(SECOND);

      assertThatThrownBy(() -> await(result))
          .isInstanceOf(TimeoutError.class)
          .hasMessage("timed out after 1000 ms");
      assertThat(future).isNotDone();
    });
  }

  @Test
  void completesBeforeTimeout() {
    run(() -> {
      loop.addCallback(() -> future.complete("value"));

      assertThat(await(withTimeout(SECOND, future))).isEqualTo("value");
    });
  }

  @Test
  void failsBeforeTimeout() {
    run(() -> {
      var failure = new IllegalStateException("bug");
      loop.addCallback(() -> future.completeExceptionally(failure));

      assertThatThrownBy(() -> await(withTimeout(SECOND, future.thenApply(x -> x))))
          .isSameAs(failure);
    });
  }

  @Test
  void alreadyResolved() {
    run(() -> {
      future.complete("value");

      assertThat(withTimeout(SECOND, future)).isCompletedWithValue("value");
    });
  }

  @Test
  void completedConcurrentFuture() {
    run(() ->
        assertThat(await(withTimeout(SECOND, Async.runOnExecutor(() -> "value"))))
            .isEqualTo("value"));
  }

  @Test
  void cancelledFuture() {
    run(() -> {
      loop.addCallback(() -> future.cancel(false));

      assertThatThrownBy(() -> await(withTimeout(SECOND, future)))
          .isInstanceOf(CancelledError.class);
    });
  }

  @Test
  void failureAfterTheTimeoutIsLogged() {
    run(() -> {
      CompletableFuture<String> result = withTimeout(SECOND, future);
      advanceLater(SECOND);
      assertThatThrownBy(() -> await(result)).isInstanceOf(TimeoutError.class);

      try (LogRecorder log = LogRecorder.of("tornado.application")) {
        future.completeExceptionally(new IllegalStateException("bug"));

        assertThat(log.lines())
            .singleElement()
            .asString()
            .startsWith("ERROR Exception in Future ")
            .endsWith(" after timeout");
      }
    });
  }

  @Test
  void whatElseComesAfterTheTimeoutIsNotLogged() {
    run(() -> {
      var cancelled = new CompletableFuture<String>();
      CompletableFuture<String> result = withTimeout(SECOND, future);
      CompletableFuture<String> other = withTimeout(SECOND, cancelled);
      advanceLater(SECOND);
      assertThatThrownBy(() -> await(result)).isInstanceOf(TimeoutError.class);
      assertThatThrownBy(() -> await(other)).isInstanceOf(TimeoutError.class);

      try (LogRecorder log = LogRecorder.of("tornado.application")) {
        future.complete("late");
        cancelled.cancel(false);

        assertThat(log.lines()).isEmpty();
      }
    });
  }

  /// Who cancelled the result doesn't want to know any more.
  @Test
  void failureAfterCancellingTheResultIsNotLogged() {
    run(() -> {
      withTimeout(SECOND, future).cancel(false);

      try (LogRecorder log = LogRecorder.of("tornado.application")) {
        future.completeExceptionally(new IllegalStateException("bug"));

        assertThat(log.lines()).isEmpty();
      }
    });
  }

  @Test
  void timerIsGoneWithTheResult() {
    var done = CompletableFuture.completedFuture("value");

    assertThat(idleAfter(() -> withTimeout(SECOND, future))).isEqualTo(SECOND);
    assertThat(idleAfter(() -> withTimeout(SECOND, done))).isZero();
    assertThat(idleAfter(() -> withTimeout(SECOND, future).cancel(false))).isZero();
  }

  @Test
  void needsALoop() {
    assertThatThrownBy(() -> withTimeout(SECOND, future)).isInstanceOf(IllegalStateException.class);
  }
}
