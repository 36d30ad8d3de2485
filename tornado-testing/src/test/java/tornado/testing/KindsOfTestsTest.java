// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tornado.ioloop.Async;
import tornado.ioloop.IOLoop;
import tornado.log.Log;

/// The kinds of tests that JUnit has.
final class KindsOfTestsTest {
  private static final Duration MOMENT = Duration.ofMillis(1);

  private static void assertAllPass(Map<String, @Nullable Throwable> results, int count) {
    assertThat(results).hasSize(count).allSatisfy((_, failure) -> assertThat(failure).isNull());
  }

  /// Tests in a class within a test case.
  static final class Outer extends AsyncTestCase {
    private @Nullable IOLoop seen;

    @BeforeEach
    void outerBefore() {
      await(Async.sleep(MOMENT));
      seen = ioLoop();
    }

    /// Inherits nothing itself.
    @Nested
    final class Plain {
      @Test
      void runsOnTheOuterLoop() {
        await(Async.sleep(MOMENT));
        assertThat(IOLoop.current()).isSameAs(ioLoop()).isSameAs(seen);
      }
    }

    /// Is a test case too.
    @Nested
    final class Inner extends AsyncTestCase {
      @Test
      void sharesTheLoop() {
        assertThat(ioLoop()).isSameAs(Outer.this.ioLoop());
      }
    }
  }

  @Test
  void nestedTestsRunOnOneLoopWithTheirOuterClass() {
    assertAllPass(RunTests.of(Outer.class), 2);
  }

  /// Tests that are run several times.
  static final class Several extends AsyncTestCase {
    @RepeatedTest(2)
    void repeated() {
      await(Async.sleep(MOMENT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"one", "other"})
    void parameterized(String text) {
      assertThat(await(Async.spawn(() -> text))).isEqualTo(text);
    }
  }

  @Test
  void repeatedAndParameterizedTestsAreCoroutines() {
    assertAllPass(RunTests.of(Several.class), 4);
  }

  /// Tests that are made by a test.
  static final class Factory extends AsyncTestCase {
    @AsyncTimeout(0.25)
    @TestFactory
    Stream<DynamicTest> tests() {
      await(Async.sleep(MOMENT));
      return Stream.of(
          DynamicTest.dynamicTest("waits", () -> await(Async.sleep(MOMENT))),
          DynamicTest.dynamicTest("hangs", () -> await(new CompletableFuture<>())));
    }
  }

  @Test
  void dynamicTestsAreCoroutinesWithTheLimitOfTheirFactory() {
    var results = RunTests.of(Factory.class);

    assertThat(results).hasSize(2).containsEntry("waits", null);
    assertThat(results.get("hangs")).hasMessageContaining("after 0.25 seconds");
  }

  /// One object for all tests.
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  static final class PerClass extends AsyncTestCase {
    private @Nullable IOLoop earlier;

    @RepeatedTest(2)
    void hasALoopOfItsOwn() {
      assertThat(ioLoop()).isNotSameAs(earlier);
      earlier = ioLoop();
    }
  }

  @Test
  void testsOfOneInstanceHaveLoopsOfTheirOwn() {
    assertAllPass(RunTests.of(PerClass.class), 2);
  }

  /// Tests that run at once, and meet.
  static final class AtOnce extends AsyncTestCase {
    private static final CyclicBarrier BARRIER = new CyclicBarrier(2);

    @Test
    void warns() throws Exception {
      meet();
      Log.general().warn("not good");
      meet();
    }

    @Test
    void hearsNothingOfThat() throws Exception {
      meet();
      meet();
    }

    private void meet() throws Exception {
      await(Async.runOnExecutor(BARRIER::await));
    }
  }

  @Test
  void testsAtOnceFailForWhatTheyLogThemselvesOnly() {
    var results = RunTests.atOnce(AtOnce.class);

    assertThat(results).hasSize(2).containsEntry("hearsNothingOfThat()", null);
    assertThat(results.get("warns()")).hasMessageStartingWith("WARN tornado.general not good");
  }

  /// Returns what it should wait for.
  static final class Returning extends AsyncTestCase {
    @Test
    void runs() {}

    @Test
    List<String> returnsSomething() {
      return List.of();
    }
  }

  @Test
  void testThatReturnsSomethingFailsItsClass() {
    assertThat(RunTests.classes(Returning.class).values())
        .filteredOn(failure -> failure != null)
        .singleElement()
        .asInstanceOf(InstanceOfAssertFactories.THROWABLE)
        .hasMessageStartingWith("returnsSomething returns List, and so JUnit doesn't run it");
  }
}
