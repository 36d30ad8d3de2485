// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.channels.Pipe;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tornado.fixture.LogRecorder;

/// Time passes here only as the watchdog itself measures it: code holds a loop until the log says so.
final class WatchdogTest {
  private static final Duration LIMIT = Duration.ofMillis(20);
  private static final String LOGGER = "tornado.application";
  private static final String HELD = "WatchdogTest.holdLoop(";

  private final LogRecorder log = LogRecorder.of(LOGGER);

  private static IOLoop watched(Duration limit) {
    return IOLoop.builder().slowCallback(limit).build();
  }

  /// Holds the caller's loop until the watchdog names it. Parking would let a coroutine's loop go.
  private static void holdLoop() {
    try (var signal = LogSignal.of(LOGGER, HELD)) {
      spinUntilDone(signal);
    }
  }

  private static void spinUntilDone(LogSignal signal) {
    while (!signal.first().isDone()) {
      Thread.onSpinWait();
    }
  }

  /// Lets several limits pass: holds another loop, which has a larger one, until it is named.
  private static void passSeveralLimits() {
    LoopFixture.onOtherThread(() -> {
      try (var signal = LogSignal.of(LOGGER, "passSeveralLimits");
          IOLoop other = watched(LIMIT.multipliedBy(4))) {
        other.addCallback(() -> {
          other.stop();
          spinUntilDone(signal);
        });
        other.start();
      }
    });
  }

  /// Returns the lines whose stack has `frame`. A busy machine may well hold a loop elsewhere.
  private List<String> naming(String frame) {
    return log.lines().stream().filter(line -> line.contains(frame)).toList();
  }

  @AfterEach
  void closeLog() {
    log.close();
  }

  @Test
  void callbackThatHoldsTheLoopIsNamed() {
    try (IOLoop loop = watched(LIMIT)) {
      loop.addCallback(() -> {
        loop.stop();
        holdLoop();
      });

      loop.start();
    }

    assertThat(naming(HELD))
        .singleElement()
        .asString()
        .matches(
            "(?s)WARN the loop was held for over \\d+ ms; move long work to @Blocking or Async.runOnExecutor\n"
                + "    at .*")
        .contains("\n    at tornado.ioloop.WatchdogTest.holdLoop(WatchdogTest.java:");
  }

  @Test
  void isNamedOnce() {
    try (IOLoop loop = watched(LIMIT)) {
      loop.addCallback(() -> {
        loop.stop();
        holdLoop();
        passSeveralLimits();
      });

      loop.start();
    }

    assertThat(naming("lambda$isNamedOnce")).hasSize(1);
  }

  @Test
  void eachHoldIsNamed() {
    try (IOLoop loop = watched(LIMIT)) {
      loop.addCallback(WatchdogTest::holdLoop);
      loop.addCallback(WatchdogTest::holdLoop);
      loop.callLater(
          Duration.ZERO,
          () -> {
            loop.stop();
            holdLoop();
          });

      loop.start();
    }

    assertThat(naming(HELD)).hasSize(3);
  }

  @Test
  void handlerIsNamed() throws IOException {
    Pipe pipe = Pipe.open();
    try (IOLoop loop = watched(LIMIT);
        var _ = pipe.source()) {
      pipe.sink().close();
      loop.addHandler(
          pipe.source(),
          (_, _) -> {
            loop.stop();
            holdLoop();
          },
          IOLoop.READ);

      loop.start();
    }

    assertThat(naming(HELD)).singleElement().asString().contains(HELD);
  }

  /// Its own stack, not the one of the loop that carries it.
  @Test
  void coroutineThatHoldsTheLoopIsNamed() {
    assumeTrue(VirtualThreads.onLoop(), "else it holds no loop");

    try (IOLoop loop = watched(LIMIT)) {
      loop.runSync(() -> {
        holdLoop();
        return true;
      });
    }

    assertThat(naming(HELD))
        .singleElement()
        .asString()
        .contains(HELD)
        .doesNotContain("tornado.ioloop.IOLoop.start(");
  }

  @Test
  void idleLoopAndWaitingCoroutineAreNotNamed() {
    try (IOLoop loop = watched(LIMIT)) {
      loop.runSync(() ->
          Async.await(
              Async.runOnExecutor(() -> {
                passSeveralLimits();
                return true;
              })));
    }

    assertThat(naming("tornado.ioloop.Poller.poll(")).isEmpty();
  }

  /// Together they take longer than the limit. If the machine itself stopped one of them for long, that is no test.
  @Test
  void shortCallbacksAreNotNamed() {
    var limit = Duration.ofMillis(100);
    var longest = new AtomicLong();
    try (IOLoop loop = watched(limit)) {
      long end = System.nanoTime() + limit.multipliedBy(2).toNanos();
      loop.addCallback(() -> shortOnes(loop, end, System.nanoTime(), longest));

      loop.start();
    }

    assumeTrue(longest.get() < limit.toNanos() / 2, "the machine is too busy");
    assertThat(naming("WatchdogTest.shortOnes(")).isEmpty();
  }

  private static void shortOnes(IOLoop loop, long end, long last, AtomicLong longest) {
    long now = System.nanoTime();
    longest.accumulateAndGet(now - last, Math::max);
    if (now - end >= 0) {
      loop.stop();
    } else {
      loop.addCallback(() -> shortOnes(loop, end, now, longest));
    }
  }

  @Test
  void zeroIsOff() {
    try (IOLoop loop = watched(Duration.ZERO)) {
      loop.addCallback(() -> {
        loop.stop();
        passSeveralLimits();
      });

      loop.start();
    }

    assertThat(naming("lambda$zeroIsOff")).isEmpty();
  }

  @Test
  void negativeLimitIsRefused() {
    assertThatThrownBy(() -> IOLoop.builder().slowCallback(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("limit < 0: PT-1S");
  }

  @Test
  void watchesAgainAfterARestart() {
    try (IOLoop loop = watched(LIMIT)) {
      for (int i = 0; i < 2; i++) {
        loop.addCallback(() -> {
          loop.stop();
          holdLoop();
        });
        loop.start();
      }
    }

    assertThat(naming(HELD)).hasSize(2);
  }

  @Test
  void endsWithTheLoop() throws InterruptedException {
    var watchdogs = new CompletableFuture<List<Thread>>();
    try (IOLoop loop = watched(Duration.ofHours(1))) {
      loop.addCallback(() -> {
        loop.stop();
        watchdogs.complete(
            Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("tornado-watchdog"))
                .toList());
      });
      loop.start();
    }

    assertThat(watchdogs.join()).isNotEmpty();
    for (Thread watchdog : watchdogs.join()) {
      watchdog.join();
    }
  }
}
