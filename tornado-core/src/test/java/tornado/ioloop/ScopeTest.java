// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tornado.ioloop.Async.await;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tornado.fixture.LogRecorder;

/// What cancelling a scope does to its coroutine. [ScopeTreeTest] has the scopes inside, [ScopeActionTest] the actions.
final class ScopeTest extends FakeTimeFixture {
  private final CompletableFuture<@Nullable Void> never = new CompletableFuture<>();

  @Test
  void startRunsACoroutineInTheScope() {
    run(() -> {
      Scope scope = Scope.open(loop);
      var inside = new CompletableFuture<Scope>();

      scope.start(() -> {
        turn();
        inside.complete(currentScope());
      });

      assertThat(await(inside)).isSameAs(scope);
      assertThat(scope.loop()).isSameAs(loop);
    });
  }

  @Test
  void startBlockingHoldsNoLoop() {
    run(() -> {
      Scope scope = Scope.open(loop);
      var release = new CountDownLatch(1);
      var inside = new CompletableFuture<Scope>();

      scope.startBlocking(() -> {
        try {
          release.await();
        } catch (InterruptedException e) {
          throw new AssertionError(e);
        }
        inside.complete(currentScope());
      });
      onLoop(() -> true);
      release.countDown();

      assertThat(await(inside)).isSameAs(scope);
    });
  }

  @Test
  void failureOfItsCoroutineIsLogged() {
    run(() -> {
      var coroutine = new CompletableFuture<Thread>();

      try (var log = LogRecorder.of("tornado.application")) {
        Scope.open(loop)
            .start(() -> {
              coroutine.complete(Thread.currentThread());
              throw new IllegalStateException("bug");
            });
        await(coroutine).join();

        assertThat(log.lines())
            .singleElement()
            .asString()
            .startsWith("ERROR Exception in callback");
      }
    });
  }

  @Test
  void cancelEndsItsCoroutinesWait() {
    run(() -> {
      Scope scope = Scope.open(loop);
      EndlessWait waiter = new EndlessWait().startIn(scope);

      scope.cancel("the client left");

      assertThat(await(waiter.ended())).isEqualTo("the client left");
      assertThat(scope.cancelled()).isTrue();
    });
  }

  @Test
  void firstReasonCounts() {
    run(() -> {
      Scope scope = Scope.open(loop);
      scope.cancel("first");
      scope.cancel("second");

      assertThat(await(new EndlessWait().startIn(scope).ended())).isEqualTo("first");
    });
  }

  @Test
  void everyLaterWaitEndsToo() {
    run(() -> {
      Scope scope = Scope.open(loop);
      var waits = new CompletableFuture<Integer>();
      scope.cancel("over");

      scope.start(() -> {
        for (int i = 0; i < 3; i++) {
          assertThatThrownBy(() -> await(never)).isInstanceOf(CancelledError.class);
        }
        waits.complete(3);
      });

      assertThat(await(waits)).isEqualTo(3);
    });
  }

  /// There is nothing to wait for: what is there can be had in a cancelled scope too, as for cleaning up.
  @Test
  void whatIsDoneIsReturnedAllTheSame() {
    run(() -> {
      Scope scope = Scope.open(loop);
      var got = new CompletableFuture<String>();
      scope.cancel("over");

      scope.start(() -> got.complete(await(CompletableFuture.completedFuture("value"))));

      assertThat(await(got)).isEqualTo("value");
    });
  }

  @Test
  void cancelWithoutAReasonIsRefused() {
    assertThatThrownBy(() -> Scope.open(loop).cancel(""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("why is empty");
  }

  @Test
  void cancelFromAnotherThread() {
    run(() -> {
      for (int i = 0; i < 500; i++) {
        Scope scope = Scope.open(loop);
        var waiter = new EndlessWait();
        scope.start(waiter::waitForEver);
        loop.runInExecutor(
            null,
            () -> {
              scope.cancel("over");
              return true;
            });

        assertThat(await(waiter.ended())).isEqualTo("over");
      }
    });
  }
}
