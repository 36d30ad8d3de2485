// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tornado.ioloop.Async.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import tornado.fixture.LogRecorder;
import tornado.util.TimeoutError;

/// What a scope runs when it is cancelled.
final class ScopeActionTest extends FakeTimeFixture {
  private final Scope scope = Scope.open(loop);
  private final List<String> ran = new ArrayList<>();

  private Runnable note(String name) {
    return () -> ran.add(name);
  }

  @Test
  void actionsRunOnCancelInTheOrderAdded() {
    scope.onCancel(note("1"));
    scope.onCancel(note("2"));
    assertThat(ran).isEmpty();

    scope.cancel("over");
    scope.cancel("again");
    scope.close();

    assertThat(ran).containsExactly("1", "2");
  }

  @Test
  void actionsRunOnLeaving() {
    scope.onCancel(note("left"));

    scope.close();

    assertThat(ran).containsExactly("left");
  }

  @Test
  void removedActionDoesNotRun() {
    Runnable action = note("removed");
    scope.onCancel(action);

    scope.removeOnCancel(action);
    scope.removeOnCancel(action);
    scope.cancel("over");

    assertThat(ran).isEmpty();
  }

  @Test
  void actionAddedTwiceRunsOnce() {
    Runnable action = note("once");
    scope.onCancel(action);
    scope.onCancel(action);

    scope.cancel("over");

    assertThat(ran).containsExactly("once");
  }

  @Test
  void actionAddedAfterCancelRunsAtOnce() {
    scope.cancel("over");

    scope.onCancel(note("late"));

    assertThat(ran).containsExactly("late");
  }

  @Test
  void actionMayAddAnAction() {
    scope.onCancel(() -> scope.onCancel(note("added")));

    scope.cancel("over");

    assertThat(ran).containsExactly("added");
  }

  @Test
  void failingActionIsLoggedAndTheNextRuns() {
    Runnable failing =
        () -> {
          throw new IllegalStateException("bug");
        };
    scope.onCancel(failing);
    scope.onCancel(note("next"));

    try (LogRecorder log = LogRecorder.of("tornado.application")) {
      scope.cancel("over");
      scope.onCancel(failing);

      assertThat(log.lines())
          .hasSize(2)
          .allMatch(line -> line.startsWith("ERROR Exception in callback"));
    }
    assertThat(ran).containsExactly("next");
  }

  @Test
  void deadlineRunsTheActions() {
    run(() -> {
      var aborted = new CompletableFuture<Boolean>();

      assertThatThrownBy(() ->
              Async.withTimeout(
                  SECOND,
                  () -> {
                    currentScope().onCancel(() -> aborted.complete(true));
                    advanceLater(SECOND);
                    return await(new CompletableFuture<String>());
                  }))
          .isInstanceOf(TimeoutError.class);

      assertThat(await(aborted)).isTrue();
    });
  }

  @Test
  void actionsOfInnerScopesRunFirst() {
    run(() -> {
      var spawned = new CompletableFuture<Boolean>();
      scope.onCancel(note("outer"));
      scope.start(() -> {
        Async.spawn(() -> {
          currentScope().onCancel(note("inner"));
          spawned.complete(true);
          return await(new CompletableFuture<String>());
        });
        await(new CompletableFuture<String>());
      });
      await(spawned);

      scope.cancel("over");

      assertThat(ran).containsExactly("inner", "outer");
    });
  }

  /// Each action is run or was removed before, whoever of the two threads is faster; it is never lost and never run twice.
  @Test
  void actionsAddedWhileAnotherThreadCancels() {
    run(() -> {
      for (int i = 0; i < 500; i++) {
        Scope raced = Scope.open(loop);
        var count = new AtomicInteger();
        CompletableFuture<Boolean> cancelled =
            Async.runOnExecutor(() -> {
              raced.cancel("over");
              return true;
            });
        for (int action = 0; action < 10; action++) {
          raced.onCancel(() -> count.incrementAndGet());
        }
        await(cancelled);

        assertThat(count).hasValue(10);
      }
    });
  }
}
