// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tornado.ioloop.Async;
import tornado.ioloop.IOLoop;
import tornado.util.TimeoutError;

/// What becomes of tests that succeed, fail, hang, and hold their loop. Python: testing_test.
final class AsyncTestCaseTest {
  /// Tests that succeed.
  static final class Good extends AsyncTestCase {
    private IOLoop seen;

    @BeforeEach
    void before() {
      await(Async.sleep(Duration.ofMillis(1)));
      seen = ioLoop();
    }

    @Test
    void loopIsCurrent() {
      assertThat(IOLoop.current()).isSameAs(ioLoop()).isSameAs(seen);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void parameters(int number) {
      assertThat(await(Async.spawn(() -> number))).isEqualTo(number);
    }

    @AfterEach
    void after() {
      await(Async.sleep(Duration.ofMillis(1)));
    }
  }

  /// Tests that fail, each in its own way.
  static final class Bad extends AsyncTestCase {
    @Test
    void fails() {
      await(Async.sleep(Duration.ofMillis(1)));
      assertThat("one").isEqualTo("other");
    }

    @AsyncTimeout(0.05)
    @Test
    void hangs() {
      await(new CompletableFuture<>());
    }

    @AsyncTimeout(0.05)
    @Test
    void holdsItsLoop() throws InterruptedException {
      var latch = new CountDownLatch(1);
      ioLoop()
          .addCallback(() -> {
            try {
              latch.await();
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
          });
      await(Async.sleep(Duration.ofHours(1)));
    }

    @Test
    void callbackThrows() {
      ioLoop()
          .addCallback(() -> {
            throw new ArithmeticException("in a callback");
          });
      await(Async.sleep(Duration.ofHours(1)));
    }

    @Test
    void stopsItsLoop() {
      ioLoop().stop();
      await(Async.sleep(Duration.ofHours(1)));
    }

    @Test
    void runsCleanAfterThat() {
      await(Async.sleep(Duration.ofMillis(1)));
    }
  }

  @Test
  void testsAreCoroutines() {
    assertThat(RunTests.of(Good.class))
        .hasSize(3)
        .allSatisfy((_, failure) -> assertThat(failure).isNull());
  }

  @Test
  void eachFailureIsClearAndTheNextTestRunsClean() {
    var results = RunTests.of(Bad.class);

    assertThat(results.get("fails()")).isInstanceOf(AssertionError.class);
    assertThat(results.get("hangs()"))
        .isInstanceOf(TimeoutError.class)
        .hasMessage("Async operation timed out after 0.05 seconds")
        .satisfies(failure ->
            assertThat(failure.getStackTrace())
                .anyMatch(frame -> frame.getMethodName().equals("hangs")));
    assertThat(results.get("holdsItsLoop()"))
        .isInstanceOf(TimeoutError.class)
        .satisfies(failure ->
            assertThat(failure.getSuppressed())
                .anyMatch(left -> left.toString().contains("the loop is held")));
    assertThat(results.get("callbackThrows()"))
        .isInstanceOf(ArithmeticException.class)
        .hasMessage("in a callback");
    assertThat(results.get("stopsItsLoop()"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the loop was stopped before the test was over");
    assertThat(results.get("runsCleanAfterThat()")).isNull();
  }
}
