// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import tornado.ioloop.Async;
import tornado.log.Log;
import tornado.util.TimeoutError;

/// Tests that do what they shouldn't: each fails in one clear way, and the next test runs clean.
final class BadTestsTest {
  /// A bad test, and after it a good one.
  @AsyncTimeout(0.25)
  @TestMethodOrder(MethodOrderer.MethodName.class)
  abstract static class Both extends AsyncTestCase {
    abstract void bad();

    @Test
    final void runBad() {
      bad();
    }

    void good() {
      await(Async.sleep(Duration.ofMillis(1)));
    }

    @AsyncTimeout(5)
    @Test
    final void runGood() {
      good();
    }

    @AfterEach
    final void needTheLoop() {
      await(Async.sleep(Duration.ofMillis(1)));
    }
  }

  private static Throwable failureOf(Class<? extends Both> type) {
    var results = RunTests.of(type);
    assertThat(results).hasSize(2).containsEntry("runGood()", null);
    return RunTests.failure(results, "runBad()");
  }

  /// Waits for what never comes.
  static final class Hanging extends Both {
    @Override
    void bad() {
      var never = new CompletableFuture<String>();
      var _ = Async.spawn(() -> waitInVain(never));
      await(never);
    }

    private static String waitInVain(CompletableFuture<String> never) {
      return await(never);
    }
  }

  @Test
  void testThatNeverEndsShowsItsCoroutines() {
    Throwable failure = failureOf(Hanging.class);

    assertThat(failure)
        .isInstanceOf(TimeoutError.class)
        .hasMessage("Async operation timed out after 0.25 seconds");
    assertThat(failure.getStackTrace()).anyMatch(frame -> frame.getMethodName().equals("bad"));
    assertThat(failure.getSuppressed())
        .hasSize(2)
        .allSatisfy(trace ->
            assertThat(trace)
                .hasMessageMatching("coroutine: waits for .*CompletableFuture.* for [0-9]+ ms"))
        .anySatisfy(trace ->
            assertThat(trace.getStackTrace())
                .anyMatch(frame -> frame.getMethodName().equals("waitInVain")));
  }

  /// Ends its loop.
  static final class Stopping extends Both {
    @Override
    void bad() {
      ioLoop().stop();
      await(Async.sleep(Duration.ofHours(1)));
    }
  }

  @Test
  void testThatEndsItsLoopSaysSo() {
    assertThat(failureOf(Stopping.class))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the loop was stopped before the test was over")
        .hasNoSuppressedExceptions();
  }

  /// Has a callback fail while it waits.
  static final class Throwing extends Both {
    @Override
    void bad() {
      ioLoop().addCallback(Throwing::fail);
      await(Async.sleep(Duration.ofHours(1)));
    }

    private static void fail() {
      throw new ArithmeticException("in a callback");
    }
  }

  @Test
  void callbackThatThrowsFailsTheTest() {
    assertThat(failureOf(Throwing.class))
        .isInstanceOf(ArithmeticException.class)
        .hasMessage("in a callback")
        .hasNoSuppressedExceptions();
  }

  /// Has a callback fail that it doesn't wait for.
  static final class ThrowingLate extends Both {
    @Override
    void bad() {
      ioLoop().addCallback(() -> ioLoop().addCallback(() -> ioLoop().addCallback(Throwing::fail)));
    }
  }

  @Test
  void callbackThatThrowsAfterTheTestFailsItToo() {
    assertThat(failureOf(ThrowingLate.class))
        .isInstanceOf(ArithmeticException.class)
        .hasMessage("in a callback")
        .hasNoSuppressedExceptions();
  }

  /// Holds its loop with a callback that sleeps.
  static final class Sleeping extends Both {
    @Override
    void bad() {
      ioLoop().addCallback(Sleeping::sleep);
      await(Async.sleep(Duration.ofHours(1)));
    }

    private static void sleep() {
      try {
        Thread.sleep(Duration.ofHours(1));
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Test
  void callbackThatSleepsIsShownAndWokenUp() {
    assertHeldBy("sleep", failureOf(Sleeping.class));
  }

  /// Holds its loop with a callback that is busy for ever.
  static final class Spinning extends Both {
    private static volatile boolean over;

    @Override
    void bad() {
      ioLoop().addCallback(Spinning::spin);
      await(Async.sleep(Duration.ofHours(1)));
    }

    private static void spin() {
      while (!over) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void callbackThatIsBusyForEverIsShownAndLeftBehind() {
    try {
      assertHeldBy("spin", failureOf(Spinning.class));
    } finally {
      Spinning.over = true;
    }
  }

  /// Holds its loop until the next test runs, and then logs what nobody expects.
  static final class WarningLate extends Both {
    private static final CountDownLatch GO_ON = new CountDownLatch(1);
    private static final CountDownLatch WARNED = new CountDownLatch(1);

    @Override
    void bad() {
      ioLoop().addCallback(WarningLate::warnLate);
      await(Async.sleep(Duration.ofHours(1)));
    }

    private static void warnLate() {
      while (GO_ON.getCount() > 0) {
        Thread.onSpinWait();
      }
      Log.general().warn("too late");
      WARNED.countDown();
    }

    @Override
    void good() {
      GO_ON.countDown();
      await(
          Async.runOnExecutor(() -> {
            WARNED.await();
            return true;
          }));
    }
  }

  @Test
  void whatIsLeftBehindDoesNotLogForTheNextTest() {
    assertHeldBy("warnLate", failureOf(WarningLate.class));
  }

  private static void assertHeldBy(String method, Throwable failure) {
    assertThat(failure).isInstanceOf(TimeoutError.class);
    assertThat(failure.getSuppressed())
        .singleElement()
        .satisfies(held -> {
          assertThat(held).hasMessageStartingWith("the loop is held");
          assertThat(held.getStackTrace()).anyMatch(frame -> frame.getMethodName().equals(method));
        });
  }
}
