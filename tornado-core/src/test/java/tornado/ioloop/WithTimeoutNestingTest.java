// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static tornado.ioloop.Async.await;
import static tornado.ioloop.Async.withTimeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tornado.util.TimeoutError;

/// Limits within limits.
final class WithTimeoutNestingTest extends FakeTimeFixture {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final CompletableFuture<@Nullable Void> never = new CompletableFuture<>();

  private @Nullable Long secondsLeft() {
    Long deadline = currentScope().deadlineNanos();
    return deadline == null ? null : Duration.ofNanos(deadline - loop.time()).toSeconds();
  }

  @Test
  void innerOneExpiresFirst() {
    run(() -> {
      String result =
          withTimeout(
              MINUTE,
              () -> {
                assertThatThrownBy(() ->
                        withTimeout(
                            SECOND,
                            () -> {
                              advanceLater(SECOND);
                              return await(never);
                            }))
                    .isInstanceOf(TimeoutError.class)
                    .hasMessage("timed out after 1000 ms");
                return onLoop(() -> "value");
              });

      assertThat(result).isEqualTo("value");
    });
  }

  /// The inner one has time left: its block ends with CancelledError, and only the outer one's error is a TimeoutError.
  @Test
  void outerOneExpiresFirst() {
    run(() -> {
      List<Throwable> inner = new ArrayList<>();

      assertThatThrownBy(() ->
              withTimeout(
                  SECOND,
                  () -> {
                    advanceLater(SECOND);
                    try {
                      return withTimeout(MINUTE, () -> await(never));
                    } catch (Throwable e) {
                      inner.add(e);
                      throw e;
                    }
                  }))
          .isInstanceOf(TimeoutError.class)
          .hasMessage("timed out after 1000 ms");

      assertThat(inner).singleElement().isInstanceOf(CancelledError.class);
    });
  }

  @Test
  void equalLimitsAreTheOuterOnes() {
    run(() -> {
      List<Throwable> inner = new ArrayList<>();

      assertThatThrownBy(() ->
              withTimeout(
                  SECOND,
                  () -> {
                    advanceLater(SECOND);
                    try {
                      return withTimeout(SECOND, () -> await(never));
                    } catch (Throwable e) {
                      inner.add(e);
                      throw e;
                    }
                  }))
          .isInstanceOf(TimeoutError.class);

      assertThat(inner).singleElement().isInstanceOf(CancelledError.class);
    });
  }

  /// When the inner one's body gets to run again, the outer one is over as well.
  @Test
  void bothExpireInOneTurn() {
    assumeTrue(VirtualThreads.onLoop(), "else the coroutine runs at any time");
    List<Throwable> inner = new ArrayList<>();

    run(() ->
        assertThatThrownBy(() ->
                withTimeout(
                    SECOND.multipliedBy(2),
                    () -> {
                      advanceLater(MINUTE);
                      try {
                        return withTimeout(SECOND, () -> await(never));
                      } catch (Throwable e) {
                        inner.add(e);
                        throw e;
                      }
                    }))
            .isInstanceOf(TimeoutError.class)
            .hasMessage("timed out after 2000 ms"));

    assertThat(inner).singleElement().isInstanceOf(CancelledError.class);
  }

  @Test
  void remainingTimeIsTheEarlierOne() {
    run(() -> {
      assertThat(secondsLeft()).isNull();
      withTimeout(
          MINUTE,
          () -> {
            assertThat(secondsLeft()).isEqualTo(60);
            assertThat(withTimeout(SECOND, this::secondsLeft)).isEqualTo(1);
            clock.advance(SECOND.multipliedBy(20));
            assertThat(withTimeout(MINUTE, this::secondsLeft)).isEqualTo(40);
            return null;
          });
    });
  }

  @Test
  void remainingTimeHoldsForWhatIsSpawnedInside() {
    run(() -> {
      Long left = withTimeout(MINUTE, () -> await(Async.spawn(this::secondsLeft)));
      Long deeper =
          withTimeout(
              MINUTE, () -> await(Async.spawn(() -> await(Async.spawn(this::secondsLeft)))));
      Long detached = withTimeout(MINUTE, () -> await(Async.detached(this::secondsLeft)));

      assertThat(left).isEqualTo(60);
      assertThat(deeper).isEqualTo(60);
      assertThat(detached).isNull();
    });
  }

  @Test
  void remainingTimeOfRunSync() {
    assertThat(loop.runSync(this::secondsLeft, MINUTE)).isEqualTo(60);
  }
}
