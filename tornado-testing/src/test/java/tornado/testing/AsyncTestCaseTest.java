// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tornado.ioloop.Async;
import tornado.ioloop.IOLoop;

/// Tests that are coroutines. Python: testing_test.
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

  /// A test that fails.
  static final class Bad extends AsyncTestCase {
    @Test
    void fails() {
      await(Async.sleep(Duration.ofMillis(1)));
      assertThat("one").isEqualTo("other");
    }
  }

  @Test
  void testsAreCoroutines() {
    assertThat(RunTests.of(Good.class))
        .hasSize(3)
        .allSatisfy((_, failure) -> assertThat(failure).isNull());
  }

  @Test
  void whatATestThrowsFailsIt() {
    var results = RunTests.of(Bad.class);

    assertThat(results.get("fails()"))
        .isInstanceOf(AssertionError.class)
        .hasNoSuppressedExceptions();
  }
}
