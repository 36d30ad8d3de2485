// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tornado.ioloop.Async.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What a scope means for the scopes inside it.
final class ScopeTreeTest extends FakeTimeFixture {
  private final CompletableFuture<@Nullable Void> never = new CompletableFuture<>();

  @Test
  void cancelReachesWhatIsInside() {
    run(() -> {
      Scope scope = Scope.open(loop);
      var child = new EndlessWait();
      var grandChild = new EndlessWait();
      scope.start(() -> {
        child.spawn();
        Async.withTimeout(SECOND, () -> grandChild.spawn().begun());
        await(never);
      });
      await(child.begun());
      await(grandChild.ended());

      scope.cancel("over");

      assertThat(await(child.ended())).isEqualTo("over");
      assertThat(await(grandChild.ended())).isEqualTo("the scope was left");
    });
  }

  @Test
  void cancelReachesCoroutinesOfCoroutines() {
    run(() -> {
      Scope scope = Scope.open(loop);
      var deep = new EndlessWait();
      scope.start(() -> {
        Async.spawn(() -> await(Async.spawn(() -> await(Async.spawn(deep::waitForEver)))));
        await(never);
      });
      await(deep.begun());

      scope.cancel("over");

      assertThat(await(deep.ended())).isEqualTo("over");
    });
  }

  @Test
  void leavingCancelsWhatIsInside() {
    run(() -> {
      Scope scope = Scope.open(loop);
      var child = new EndlessWait();
      scope.start(() -> {
        child.spawn();
        scope.close();
        scope.close();
      });

      assertThat(await(child.ended())).isEqualTo("the scope was left");
    });
  }

  @Test
  void endOfACoroutineLeavesItsSiblingsAlone() {
    run(() -> {
      EndlessWait sibling = new EndlessWait().spawn();

      await(Async.spawn(() -> true));
      CompletableFuture<@Nullable Void> other = Async.spawn(() -> await(never));
      other.cancel(false);
      turn();

      assertThat(sibling.ended()).isNotDone();
    });
  }

  /// A coroutine is no block: what it spawned belongs to the block around both.
  @Test
  void endOfACoroutineLeavesWhatItSpawnedAlone() {
    run(() -> {
      var spawned = new EndlessWait();

      await(Async.spawn(spawned::spawn));
      turn();

      assertThat(spawned.ended()).isNotDone();
    });
  }

  @Test
  void detachedSurvives() {
    run(() -> {
      Scope scope = Scope.open(loop);
      var gate = new CompletableFuture<String>();
      var result = new CompletableFuture<CompletableFuture<String>>();
      scope.start(() -> {
        result.complete(Async.detached(() -> await(gate)));
        await(never);
      });
      CompletableFuture<String> detached = await(result);

      scope.cancel("the client left");
      scope.close();
      loop.addCallback(() -> gate.complete("finished"));

      assertThat(await(detached)).isEqualTo("finished");
    });
  }

  @Test
  void spawnInACancelledScopeNeverBegins() {
    run(() -> {
      Scope scope = Scope.open(loop);
      List<String> ran = new ArrayList<>();
      var child = new CompletableFuture<CompletableFuture<Boolean>>();
      scope.cancel("over");

      scope.start(() -> child.complete(Async.spawn(() -> ran.add("never"))));
      CompletableFuture<Boolean> task = await(child);

      assertThatThrownBy(() -> await(task)).isInstanceOf(CancelledError.class).hasMessage("over");
      assertThat(ran).isEmpty();
    });
  }

  /// Else a scope that lives long would grow without bound. A coroutine on the JDK's scheduler may be a little late.
  @Test
  void scopesThatWereLeftAreForgotten() {
    run(() -> {
      Scope around = currentScope();
      for (int i = 0; i < 100; i++) {
        Async.withTimeout(SECOND, () -> true);
        await(Async.spawn(() -> true));
        Async.spawn(() -> await(never)).cancel(false);
      }

      while (around.innerCount() > 0) {
        turn();
      }

      assertThat(around.cancelled()).isFalse();
    });
  }
}
