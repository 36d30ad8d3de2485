// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import static org.assertj.core.api.Assertions.assertThat;
import static tornado.ioloop.Async.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What runs where. The whole suite runs under each scheduler; this one knows which it is.
final class SchedulerTest extends LoopFixture {
  private static Thread carrier() {
    return VirtualThreads.currentCarrier();
  }

  @Test
  void flagDecidesWhoSchedules() {
    boolean open = Object.class.getModule().isOpen("java.lang", getClass().getModule());

    assertThat(VirtualThreads.onLoop()).isEqualTo(open);
  }

  @Test
  void coroutineIsAVirtualThread() {
    run(() -> assertThat(Thread.currentThread().isVirtual()).isTrue());
  }

  @Test
  void callbacksRunOnTheLoopsThread() {
    Thread own = Thread.currentThread();

    run(() -> assertThat(onLoop(Thread::currentThread)).isSameAs(own));
  }

  @Test
  void coroutineRunsOnTheLoopsThreadWithTheFlagOnly() {
    Thread own = Thread.currentThread();

    run(() -> {
      assertThat(loop.inLoop()).isEqualTo(VirtualThreads.onLoop());
      turn();
      assertThat(loop.inLoop()).isEqualTo(VirtualThreads.onLoop());
      assertThat(carrier() == own).isEqualTo(VirtualThreads.onLoop());
      assertThat(await(Async.spawn(loop::inLoop))).isEqualTo(VirtualThreads.onLoop());
    });
  }

  @Test
  void blockingCoroutineRunsElsewhereAlways() {
    run(() -> {
      boolean inLoop =
          await(
              Async.spawnBlocking(() -> {
                boolean before = loop.inLoop();
                turn();
                return before || loop.inLoop();
              }));

      assertThat(inLoop).isFalse();
      assertThat(await(Async.spawnBlocking(Thread::currentThread)).isVirtual()).isTrue();
    });
  }

  @Test
  void blockingCoroutineOfABlockingOneRunsElsewhereToo() {
    run(() ->
        assertThat(await(Async.spawnBlocking(() -> await(Async.spawnBlocking(loop::inLoop)))))
            .isFalse());
  }

  @Test
  void coroutineOfABlockingOneIsOnTheLoopAgain() {
    run(() ->
        assertThat(await(Async.spawnBlocking(() -> await(Async.spawn(loop::inLoop)))))
            .isEqualTo(VirtualThreads.onLoop()));
  }

  @Test
  void coroutinesOfALoopNeverRunAtTheSameTimeWithTheFlag() {
    run(() -> {
      var inside = new int[1];
      var most = new int[1];
      List<CompletableFuture<Boolean>> tasks =
          IntStream.range(0, 50)
              .mapToObj(_ ->
                  Async.spawn(() -> {
                    if (VirtualThreads.onLoop()) {
                      most[0] = Math.max(most[0], ++inside[0]);
                      Thread.onSpinWait();
                      inside[0]--;
                    }
                    turn();
                    return true;
                  }))
              .toList();

      await(Async.all(tasks));

      assertThat(most[0]).isEqualTo(VirtualThreads.onLoop() ? 1 : 0);
    });
  }

  @Test
  @SuppressWarnings("ThreadPriorityCheck") // that is the test
  void coroutineThatYieldsComesBack() {
    run(() -> {
      List<String> ran = new ArrayList<>();
      loop.addCallback(() -> ran.add("callback"));

      if (VirtualThreads.onLoop()) {
        Thread.yield();
        assertThat(ran).containsExactly("callback");
      }
    });
  }

  /// The loop hands coroutines of the JDK's scheduler over in batches.
  @Test
  void manyStartedInATurnRunOnceEach() {
    run(() -> {
      var runs = new AtomicIntegerArray(1000);
      List<CompletableFuture<Integer>> tasks =
          onLoop(() ->
              IntStream.range(0, 1000)
                  .mapToObj(i -> Async.spawnBlocking(() -> runs.incrementAndGet(i)))
                  .toList());

      await(Async.all(tasks));

      assertThat(IntStream.range(0, 1000).map(runs::get)).containsOnly(1);
    });
  }

  @Test
  void oneStartedInATurnRuns() {
    run(() ->
        assertThat(await(onLoop(() -> Async.spawnBlocking(() -> "value")))).isEqualTo("value"));
  }

  /// A coroutine may make virtual threads of its own; they inherit its scheduler, but no loop.
  @Test
  void virtualThreadMadeByACoroutineRuns() {
    run(() -> {
      var bound = new CompletableFuture<Boolean>();

      Thread.ofVirtual().start(() -> bound.complete(Scope.currentOrNull() != null));

      assertThat(await(bound)).isFalse();
    });
  }
}
