// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import tornado.ioloop.Async;

/// Seeds: what one decides, and how a run says which it had.
final class SeedTest {
  /// What happened in each run, in order.
  private static final List<String> RUNS = new ArrayList<>();

  /// Three coroutines that go on in some order.
  abstract static class Order extends AsyncTestCase {
    void note() {
      var order = new StringBuilder();
      await(
          Async.all(
              IntStream.range(0, 5).mapToObj(i -> Async.spawn(() -> order.append(i))).toList()));
      RUNS.add(order + " " + ioLoop().random().nextInt());
    }
  }

  @VirtualTime
  @Seed(7)
  static final class Seven extends Order {
    @Test
    void once() {
      note();
    }

    @Test
    void again() {
      note();
    }
  }

  @VirtualTime
  static final class Many extends Order {
    @RepeatedTest(20)
    void each() {
      note();
    }
  }

  /// Two who sell the last seat, which goes wrong if both look before either sells.
  @VirtualTime
  static final class Race extends AsyncTestCase {
    private int seats = 1;

    private boolean sell() {
      if (seats == 0) {
        return false;
      }
      await(Async.sleep(java.time.Duration.ZERO));
      seats--;
      return true;
    }

    @RepeatedTest(20)
    void neverSellsTwice() {
      var first = Async.spawn(this::sell);
      await(Async.spawn(() -> 0));
      await(Async.spawn(() -> 0));
      var second = Async.spawn(this::sell);

      assertThat(List.of(await(first), await(second))).containsExactly(true, false);
    }
  }

  @BeforeEach
  void clear() {
    RUNS.clear();
  }

  private static Map<String, @Nullable Throwable> run(Class<?> type) {
    assumeThat(Flag.given()).as("coroutines run on the loop").isTrue();
    return RunTests.of(type);
  }

  @Test
  void sameSeedIsTheSameRun() {
    run(Seven.class);

    assertThat(RUNS).hasSize(2);
    assertThat(RUNS.getFirst()).isEqualTo(RUNS.getLast());
  }

  @Test
  void repeatedRunsDiffer() {
    run(Many.class);
    List<String> before = List.copyOf(RUNS);
    RUNS.clear();
    run(Many.class);

    assertThat(RUNS).isEqualTo(before);
    assertThat(new HashSet<>(RUNS)).hasSizeGreaterThan(15);
  }

  @Test
  void raceIsFoundUnderSomeSeedsAndSaysWhich() {
    Map<String, @Nullable Throwable> results = run(Race.class);

    assertThat(results.values()).filteredOn(failure -> failure == null).hasSizeBetween(1, 19);
    assertThat(results.values())
        .filteredOn(failure -> failure != null)
        .allSatisfy(failure ->
            assertThat(failure.getSuppressed())
                .extracting(Throwable::getMessage)
                .anySatisfy(note ->
                    assertThat(note).matches("seed \\d+: repeat this run by @Seed\\(\\d+\\).*")));
  }

  @Test
  void nthRunHasTheNthSeed() {
    String third =
        "[engine:junit-jupiter]/[class:A]/[test-template:b()]/[test-template-invocation:#3]";

    assertThat(SeedChoice.of(null, null, third)).isEqualTo(2);
    assertThat(SeedChoice.of(null, null, "[engine:junit-jupiter]/[class:A]/[method:b()]"))
        .isEqualTo(0);
    assertThat(SeedChoice.of(null, Seven.class.getAnnotation(Seed.class), third)).isEqualTo(9);
  }

  @Test
  void propertyCountsBeforeAll() {
    assertThat(SeedChoice.of("41", Seven.class.getAnnotation(Seed.class), "[method:b()]"))
        .isEqualTo(41);
    assertThatThrownBy(() -> SeedChoice.of("x", null, ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("tornado.testing.seed is no number: x");
  }
}
