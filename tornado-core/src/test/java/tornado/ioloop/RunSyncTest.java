// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static tornado.ioloop.Async.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tornado.util.TimeoutError;

/// Python: ioloop_test, TestIOLoopRunSync.
final class RunSyncTest extends FakeTimeFixture {
  private final CompletableFuture<@Nullable Void> never = new CompletableFuture<>();

  /// Waits for ever, but lets the clock pass a limit of a second.
  private Callable<@Nullable Void> waitingTooLong() {
    return () -> {
      advanceLater(SECOND);
      return await(never);
    };
  }

  @Test
  void syncResult() {
    assertThat(loop.<Integer>runSync(() -> 42)).isEqualTo(42);
    assertThat(loop.<@Nullable Object>runSync(() -> null)).isNull();
  }

  @Test
  void syncException() {
    var failure = new IllegalStateException("bug");

    assertThatThrownBy(() ->
            loop.runSync(() -> {
              throw failure;
            }))
        .isSameAs(failure);
  }

  @Test
  void checkedExceptionIsTheCauseOfACompletionException() {
    var failure = new IOException("broken");

    assertThatThrownBy(() ->
            loop.runSync(() -> {
              throw failure;
            }))
        .isInstanceOf(CompletionException.class)
        .cause()
        .isSameAs(failure);
  }

  @Test
  void asyncResult() {
    int result =
        loop.runSync(() -> {
          turn();
          return 42;
        });

    assertThat(result).isEqualTo(42);
  }

  @Test
  void asyncException() {
    assertThatThrownBy(() ->
            loop.runSync(() -> {
              turn();
              throw new IllegalStateException("bug");
            }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("bug");
  }

  @Test
  void current() {
    assertThat(loop.runSync(IOLoop::current)).isSameAs(loop);
  }

  @Test
  void runsAgainAndAgain() {
    for (int i = 0; i < 100; i++) {
      int number = i;
      assertThat(loop.runSync(() -> number)).isEqualTo(i);
    }
  }

  @Test
  void callbacksQueuedBeforeRunFirst() {
    List<String> ran = new ArrayList<>();
    loop.addCallback(() -> ran.add("callback"));

    loop.runSync(() -> ran.add("body"));

    assertThat(ran).containsExactly("callback", "body");
  }

  @Test
  void timeout() {
    assertThatThrownBy(() -> loop.runSync(waitingTooLong(), SECOND))
        .isInstanceOf(TimeoutError.class)
        .hasMessage("runSync timed out after 1.0 seconds");
  }

  @Test
  void noTimeoutIfTheBodyIsFaster() {
    int result = loop.runSync(() -> 42, SECOND);

    assertThat(result).isEqualTo(42);
    clock.advance(SECOND);
    assertThat(loop.<Integer>runSync(() -> 43)).isEqualTo(43);
  }

  /// The body ends in the very turn in which its time is over.
  @Test
  void resultBeatsTheTimeout() {
    assumeTrue(VirtualThreads.onLoop(), "else the body and the timer are no turn's");

    int result =
        loop.runSync(
            () -> {
              clock.advance(SECOND);
              return 42;
            },
            SECOND);

    assertThat(result).isEqualTo(42);
  }

  @Test
  void timeoutCancelsTheBody() {
    var ended = new CompletableFuture<Throwable>();

    assertThatThrownBy(() ->
            loop.runSync(
                () -> {
                  try {
                    return waitingTooLong().call();
                  } catch (CancelledError e) {
                    ended.complete(e);
                    throw e;
                  }
                },
                SECOND))
        .isInstanceOf(TimeoutError.class);

    assertThat(ended.getNow(new AssertionError("still waits"))).hasMessage("runSync timed out");
  }

  /// A body that doesn't end when it is cancelled has a second for it.
  @Test
  void timeoutDoesNotWaitForEverForTheBody() {
    var end = new CompletableFuture<@Nullable Void>();

    assertThatThrownBy(() ->
            loop.runSync(
                () -> {
                  try {
                    return waitingTooLong().call();
                  } catch (CancelledError e) {
                    advanceLater(SECOND);
                    // A thread of its own right, which no cancel wakes.
                    end.join();
                    throw e;
                  }
                },
                SECOND))
        .isInstanceOf(TimeoutError.class);

    end.complete(null);
  }

  @Test
  void bodyThatEndsLateDoesNotStopTheNextRun() {
    var end = new CompletableFuture<@Nullable Void>();
    var late = new CompletableFuture<Thread>();
    assertThatThrownBy(() -> loop.runSync(() -> waitTooLongThenFor(end, late), SECOND))
        .isInstanceOf(TimeoutError.class);

    int result =
        loop.runSync(() -> {
          end.complete(null);
          late.join().join();
          turn();
          turn();
          return 42;
        });

    assertThat(result).isEqualTo(42);
  }

  private @Nullable Void waitTooLongThenFor(
      CompletableFuture<@Nullable Void> end, CompletableFuture<Thread> self) throws Exception {
    self.complete(Thread.currentThread());
    try {
      return waitingTooLong().call();
    } finally {
      advanceLater(SECOND);
      end.join();
    }
  }

  @Test
  void stoppedFromElsewhere() {
    assertThatThrownBy(() ->
            loop.runSync(() -> {
              loop.stop();
              return await(never);
            }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the loop was stopped before the coroutine completed");
  }

  @Test
  void whatIsSpawnedInsideEndsWithTheBody() {
    var child = new CompletableFuture<CompletableFuture<@Nullable Void>>();

    loop.runSync(() -> child.complete(Async.spawn(() -> await(never))));
    loop.runSync(() -> {
      assertThatThrownBy(() -> await(child.join())).isInstanceOf(CancelledError.class);
      return true;
    });

    assertThat(child.join()).isCompletedExceptionally();
  }

  @Test
  void withinTheLoopIsRefusedAndChangesNothing() {
    List<String> ran = new ArrayList<>();

    run(() -> {
      assertThatThrownBy(() -> loop.runSync(() -> ran.add("body")))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("loop is running already");
      turn();
      turn();
      turn();
    });

    assertThat(ran).isEmpty();
  }

  @Test
  void ofALoopThatAnotherThreadRunsIsRefusedAndChangesNothing() {
    List<String> ran = new ArrayList<>();

    run(() -> {
      onOtherThread(() ->
          assertThatThrownBy(() -> loop.runSync(() -> ran.add("body"), SECOND))
              .isInstanceOf(IllegalStateException.class));
      turn();
      turn();
      turn();
    });

    assertThat(ran).isEmpty();
  }

  @Test
  void negativeTimeoutIsNone() {
    assertThatThrownBy(() -> loop.runSync(() -> await(never), Duration.ofSeconds(-1)))
        .isInstanceOf(TimeoutError.class);
  }
}
