// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import tornado.fixture.FakeClock;

/// When the runs of a period of ten seconds are, if it starts at second 1000. Python: ioloop_test, TestPeriodicCallbackMath.
final class PeriodicCallbackMathTest {
  private static final Duration PERIOD = Duration.ofSeconds(10);

  /// Gives the numbers it is told to.
  private record FixedNumbers(Iterator<Double> numbers) implements RandomGenerator {
    static FixedNumbers of(Double... numbers) {
      return new FixedNumbers(List.of(numbers).iterator());
    }

    @Override
    public double nextDouble() {
      return numbers.next();
    }

    @Override
    public long nextLong() {
      throw new UnsupportedOperationException();
    }
  }

  /// Calls that take as long as they are told to; the last one ends the schedule.
  private static final class Simulation {
    private final FakeClock clock = new FakeClock();
    private final List<Double> times = new ArrayList<>();
    private final CompletableFuture<List<Double>> done = new CompletableFuture<>();
    private final int[] seconds;
    private final PeriodicCallback callback;

    Simulation(Duration period, double jitter, int... seconds) {
      this.seconds = seconds;
      this.callback = new PeriodicCallback(this::call, period, jitter);
      clock.advance(Duration.ofSeconds(1000));
    }

    private boolean call() {
      times.add(clock.nanoTime() / 1e9);
      clock.advance(Duration.ofSeconds(seconds[times.size() - 1]));
      if (times.size() < seconds.length) {
        return true;
      }
      callback.stop();
      return done.complete(times);
    }

    List<Double> run(RandomGenerator random) {
      var selector = new JumpingSelector(clock);
      selector.jump();
      var builder = LoopFixture.unwatched().clock(clock).random(random).selector(selector);
      try (IOLoop loop = builder.build()) {
        return loop.runSync(() -> {
          callback.start();
          return Async.await(done);
        });
      }
    }
  }

  private static List<Double> simulateCalls(double jitter, RandomGenerator random, int... seconds) {
    return new Simulation(PERIOD, jitter, seconds).run(random);
  }

  private static List<Double> simulateCalls(int... seconds) {
    return simulateCalls(0, FixedNumbers.of(), seconds);
  }

  @Test
  void basic() {
    assertThat(simulateCalls(0, 0, 0, 0, 0))
        .containsExactly(1010.0, 1020.0, 1030.0, 1040.0, 1050.0);
  }

  @Test
  void overrun() {
    assertThat(simulateCalls(9, 9, 10, 11, 20, 20, 35, 35, 0, 0, 0))
        .containsExactly(
            1010.0, 1020.0, 1030.0, 1050.0, 1070.0, 1100.0, 1130.0, 1170.0, 1210.0, 1220.0, 1230.0);
  }

  @Test
  void clockBackwards() {
    assertThat(simulateCalls(-2, -1, -3, -2, 0))
        .containsExactly(1010.0, 1020.0, 1030.0, 1040.0, 1050.0);
    assertThat(simulateCalls(-100, 0, 0)).containsExactly(1010.0, 1020.0, 1030.0);
  }

  @Test
  void jitter() {
    assertThat(simulateCalls(0.5, FixedNumbers.of(0.5, 1.0, 0.0, 0.75), 0, 0, 0, 0))
        .containsExactly(1010.0, 1022.5, 1030.0, 1041.25);
  }

  @Test
  void fullJitterIsHalfAPeriodEitherWay() {
    assertThat(simulateCalls(1, FixedNumbers.of(0.0, 1.0), 0, 0)).containsExactly(1005.0, 1020.0);
  }

  @Test
  void jitterLeavesSomethingOfTheShortestPeriod() {
    var simulation = new Simulation(Duration.ofNanos(1), 1, 0, 0);

    assertThat(simulation.run(FixedNumbers.of(0.0, 0.0))).hasSize(2);
  }

  @Test
  void noJitterDrawsNoNumbers() {
    assertThat(simulateCalls(0, FixedNumbers.of(), 0, 0)).hasSize(2);
  }
}
