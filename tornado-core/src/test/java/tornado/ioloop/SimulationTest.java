// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static tornado.ioloop.Async.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SimulationTest {
  private final FakeSimulation simulation = new FakeSimulation();
  private @Nullable IOLoop made;

  private IOLoop loop() {
    assumeThat(VirtualThreads.onLoop()).as("coroutines run on the loop").isTrue();
    IOLoop loop = simulation.newLoop();
    made = loop;
    return loop;
  }

  @AfterEach
  void closeLoop() {
    if (made != null) {
      made.closeAll();
    }
  }

  @Test
  void needsCoroutinesOnTheLoop() {
    assumeThat(VirtualThreads.onLoop()).as("coroutines run on the loop").isFalse();

    assertThatThrownBy(() -> IOLoop.builder().simulation(simulation))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("--add-opens java.base/java.lang=ALL-UNNAMED");
  }

  @Test
  void timePassesWhenAllWait() {
    IOLoop loop = loop();

    loop.runSync(() -> await(Async.sleep(Duration.ofHours(1))));

    assertThat(simulation.clock.nanoTime()).isEqualTo(Duration.ofHours(1).toNanos());
  }

  @Test
  void coroutinesGoOnWhenChosen() {
    List<Integer> order = new ArrayList<>();

    loop()
        .runSync(() ->
            await(
                Async.all(
                    IntStream.range(0, 3)
                        .mapToObj(i -> Async.spawn(() -> order.add(i)))
                        .toList())));

    assertThat(order).containsExactly(2, 1, 0);
    assertThat(simulation.choices).contains(3, 2, 1);
  }

  @Test
  void callbacksKeepTheirOrder() {
    List<Integer> order = new ArrayList<>();
    IOLoop loop = loop();
    IntStream.range(0, 3).forEach(i -> loop.addCallback(() -> order.add(i)));

    loop.runSync(() -> await(Async.sleep(Duration.ZERO)));

    assertThat(order).containsExactly(0, 1, 2);
  }

  @Test
  void blockingCoroutinesAndTheExecutorRunOnTheLoop() {
    IOLoop loop = loop();

    List<Boolean> inLoop =
        loop.runSync(() ->
            List.of(
                await(Async.spawnBlocking(loop::inLoop)),
                await(Async.runOnExecutor(loop::inLoop))));

    assertThat(inLoop).containsExactly(true, true);
  }

  @Test
  void executorWaitsAsCoroutinesDo() {
    loop()
        .runSync(() ->
            await(
                Async.runOnExecutor(() -> {
                  await(Async.sleep(Duration.ofHours(1)));
                  return true;
                })));

    assertThat(simulation.clock.nanoTime()).isEqualTo(Duration.ofHours(1).toNanos());
  }

  @Test
  void waitThatIsNoAwaitIsElsewhere() {
    IOLoop loop = loop();
    var parked = new CompletableFuture<Thread>();

    loop.runSync(() -> {
      CompletableFuture<Boolean> other =
          Async.spawn(() -> {
            parked.complete(Thread.currentThread());
            LockSupport.park();
            return true;
          });
      Thread thread = await(parked);
      loop.startThread(
          "unpark",
          () -> {
            while (thread.getState() != Thread.State.WAITING || simulation.mostElsewhere == 0) {
              Thread.onSpinWait();
            }
            LockSupport.unpark(thread);
          });
      return await(other);
    });

    assertThat(simulation.mostElsewhere).isEqualTo(1);
  }

  @Test
  void poolOfTheProgramIsElsewhere() {
    try (var pool = Executors.newSingleThreadExecutor()) {
      Thread ran = loop().runSync(() -> await(Async.runOnExecutor(pool, Thread::currentThread)));

      assertThat(ran.isVirtual()).isFalse();
    }
  }

  @Test
  void loopHasTheSocketsOfItsSimulation() {
    assertThat(loop().sockets()).isSameAs(simulation);
  }

  @Test
  void loopWithoutASimulationHasTheSystems() {
    try (var plain = new IOLoop()) {
      assertThat(plain.sockets()).isNull();
    }
  }
}
