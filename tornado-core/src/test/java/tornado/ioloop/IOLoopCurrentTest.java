// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import static org.assertj.core.api.Assertions.assertThat;
import static tornado.ioloop.Async.await;

import java.io.IOException;
import java.nio.channels.Pipe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Python: ioloop_test, TestIOLoopCurrent.
final class IOLoopCurrentTest extends ChannelFixture {
  private final List<@Nullable IOLoop> seen = new ArrayList<>();

  private void look() {
    seen.add(IOLoop.current());
    loop.stop();
  }

  @AfterEach
  void forget() {
    IOLoop.clearCurrent();
  }

  @Test
  void defaultCurrent() {
    assertThat(IOLoop.currentOrNull()).isNull();

    try (IOLoop made = IOLoop.current()) {
      assertThat(IOLoop.current()).isSameAs(made);
      assertThat(IOLoop.currentOrNull()).isSameAs(made);
    }
  }

  @Test
  void nonCurrent() {
    assertThat(IOLoop.currentOrNull()).isNull();

    for (int i = 1; i <= 3; i++) {
      loop.addCallback(this::look);
      loop.start();

      assertThat(seen).hasSize(i).containsOnly(loop);
      assertThat(IOLoop.currentOrNull()).isNull();
    }
  }

  @Test
  void forceCurrent() {
    loop.makeCurrent();

    assertThat(IOLoop.current()).isSameAs(loop);
    onOtherThread(() -> assertThat(IOLoop.currentOrNull()).isNull());
    IOLoop.clearCurrent();
    IOLoop.clearCurrent();
    assertThat(IOLoop.currentOrNull()).isNull();
  }

  @Test
  void runningLoopIsCurrentInPlaceOfTheThreadsOwn() {
    try (IOLoop own = IOLoop.current()) {
      loop.addCallback(this::look);
      loop.start();

      assertThat(seen).containsExactly(loop);
      assertThat(IOLoop.current()).isSameAs(own);
    }
  }

  @Test
  void closedLoopIsNobodysCurrent() {
    loop.makeCurrent();
    onOtherThread(loop::close);
    assertThat(IOLoop.currentOrNull()).isNull();

    try (IOLoop next = IOLoop.current()) {
      assertThat(next).isNotSameAs(loop);
      assertThat(next.closed()).isFalse();
    }
  }

  @Test
  void currentInATimer() {
    loop.callLater(Duration.ZERO, this::look);

    loop.start();

    assertThat(seen).containsExactly(loop);
  }

  @Test
  void currentInAHandler() throws IOException {
    Pipe pipe = filledPipe();
    loop.addHandler(pipe.source(), (_, _) -> look(), IOLoop.READ);

    loop.start();

    assertThat(seen).containsExactly(loop);
  }

  @Test
  void currentInEveryCoroutine() {
    run(() -> {
      seen.add(IOLoop.current());
      seen.add(await(Async.spawn(IOLoop::current)));
      seen.add(await(Async.spawnBlocking(IOLoop::current)));
      seen.add(await(Async.detached(IOLoop::current)));
      seen.add(Async.withTimeout(Duration.ofSeconds(9), IOLoop::current));
      seen.add(onLoop(IOLoop::current));
    });

    assertThat(seen).hasSize(6).containsOnly(loop);
  }

  @Test
  void currentAfterAWait() {
    run(() -> {
      turn();
      await(Async.sleep(Duration.ofMillis(1)));

      assertThat(IOLoop.current()).isSameAs(loop);
    });
  }

  /// Each loop has coroutines of its own, also where all of them share the JDK's scheduler.
  @Test
  void currentOfTwoLoops() {
    try (var other = new IOLoop()) {
      onOtherThread(() -> {
        IOLoop inOther = other.runSync(() -> await(Async.spawn(IOLoop::current)));
        assertThat(inOther).isSameAs(other);
      });
      run(() -> assertThat(await(Async.spawn(IOLoop::current))).isSameAs(loop));
    }
  }
}
