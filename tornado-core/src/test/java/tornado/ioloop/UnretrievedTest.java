// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static tornado.ioloop.Async.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.ThrowingConsumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tornado.fixture.LogRecorder;

/// Failures of coroutines whose futures nobody looks at.
final class UnretrievedTest extends LoopFixture {
  private static final List<String> LOGGED = List.of("ERROR Task exception was never retrieved");

  /// How often the collector may need to be asked. Once is enough as a rule.
  private static final int MOST_COLLECTIONS = 1_000;

  private static final Callable<Object> FAILING =
      () -> {
        throw new IllegalStateException("bug");
      };

  private final LogRecorder log = LogRecorder.of("tornado.application");

  private static Callable<Object> failingAfter(CompletableFuture<Boolean> begin) {
    return () -> {
      await(begin);
      return FAILING.call();
    };
  }

  /// Waits for the end of a future without asking how it was.
  private void ends(CompletableFuture<?> future) {
    while (!future.isDone()) {
      turn();
    }
    turn();
  }

  /// Waits for the end of a future that nobody keeps: not even a frame of the stack, as one with an unnamed variable would.
  private void forget(CompletableFuture<?> future) {
    ends(future);
  }

  /// Waits until a failure is logged, asking the collector all the time.
  private void collect() {
    for (int i = 0; i < MOST_COLLECTIONS && log.lines().isEmpty(); i++) {
      System.gc();
      turn();
    }
  }

  /// Closes the loop, which logs what is left, and returns what was logged.
  private List<String> linesAtTheEnd() {
    loop.close();
    log.close();
    return log.lines();
  }

  @Test
  void failureThatNobodyCanAskForIsLogged() {
    run(() -> {
      forget(Async.spawn(FAILING));

      collect();

      assertThat(log.lines()).isEqualTo(LOGGED);
      assertThat(log.failures())
          .singleElement()
          .hasToString("java.lang.IllegalStateException: bug");
    });

    assertThat(linesAtTheEnd()).isEqualTo(LOGGED);
  }

  @Test
  void failureOfWorkOnAPoolIsLoggedToo() {
    run(() -> {
      forget(Async.runOnExecutor(FAILING));

      collect();
    });

    assertThat(linesAtTheEnd()).isEqualTo(LOGGED);
  }

  @Test
  void endOfTheLoopIsTheEndOfAsking() {
    CompletableFuture<Object> task = Async.spawn(loop, FAILING);
    run(() -> ends(task));

    List<String> lines = linesAtTheEnd();

    assertThat(lines).isEqualTo(LOGGED);
    assertThat(task.isCompletedExceptionally()).isTrue();
  }

  @Test
  void cancellationIsNoFailure() {
    run(() -> {
      CompletableFuture<Object> task = Async.spawn(() -> await(new CompletableFuture<Object>()));
      turn();
      task.cancel(true);
      turn();
    });

    assertThat(linesAtTheEnd()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("waysToAsk")
  void questionBeforeTheEndCounts(ThrowingConsumer<CompletableFuture<Object>> question) {
    run(() -> {
      var begin = new CompletableFuture<Boolean>();
      CompletableFuture<Object> task = Async.spawn(failingAfter(begin));
      CompletableFuture<?> asking = Async.spawn(() -> catchThrowable(() -> question.accept(task)));
      turn();

      begin.complete(true);

      await(asking);
      ends(task);
    });

    assertThat(linesAtTheEnd()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("waysToAsk")
  void questionAfterTheEndCounts(ThrowingConsumer<CompletableFuture<Object>> question) {
    run(() -> {
      CompletableFuture<Object> task = Async.spawn(FAILING);
      ends(task);

      var _ = catchThrowable(() -> question.accept(task));
    });

    assertThat(linesAtTheEnd()).isEmpty();
  }

  @Test
  void allOfAndAnyOfAskBeforeTheEnd() {
    run(() -> {
      var begin = new CompletableFuture<Boolean>();
      CompletableFuture<?> all = CompletableFuture.allOf(Async.spawn(failingAfter(begin)));
      CompletableFuture<?> any = CompletableFuture.anyOf(Async.spawn(failingAfter(begin)));

      begin.complete(true);

      ends(all);
      ends(any);
    });

    assertThat(linesAtTheEnd()).isEmpty();
  }

  private static Arguments way(String name, ThrowingConsumer<CompletableFuture<Object>> question) {
    return Arguments.argumentSet(name, question);
  }

  private static Stream<Arguments> waysToAsk() {
    var other = new CompletableFuture<Object>();
    return Stream.of(
        way("await", Async::await),
        way("Async.all", task -> Async.all(List.of(task))),
        way("withTimeout", task -> Async.withTimeout(Duration.ofDays(1), task)),
        way("join", CompletableFuture::join),
        way("get", task -> task.get()),
        way("get in time", task -> task.get(1, TimeUnit.DAYS)),
        way("getNow", task -> task.getNow(0)),
        way("resultNow", CompletableFuture::resultNow),
        way("exceptionNow", CompletableFuture::exceptionNow),
        way("state", CompletableFuture::state),
        way("isCompletedExceptionally", CompletableFuture::isCompletedExceptionally),
        way("handle", task -> task.handle((_, _) -> true)),
        way("whenComplete", task -> task.whenComplete((_, _) -> {})),
        way("exceptionally", task -> task.exceptionally(_ -> true)),
        way("as the other of two", task -> other.thenCombine(task, (_, _) -> true)),
        way("as what comes next", task -> completed().thenCompose(_ -> task)));
  }

  private static CompletableFuture<Object> completed() {
    return CompletableFuture.completedFuture(true);
  }
}
