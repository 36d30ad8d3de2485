// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import java.time.Instant;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import tornado.ioloop.Clock;
import tornado.ioloop.IOLoop;
import tornado.ioloop.Simulation;

/// A simulation with a simulated network, all of whose chance comes from one seed.
final class SeededSimulation implements Simulation, Clock {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final Random random;
  private final SimulatedNetwork network;
  private long nanos;

  SeededSimulation(long seed) {
    random = new Random(seed);
    network = new SimulatedNetwork(random);
  }

  /// @throws IllegalStateException if coroutines don't run on the loop in this JVM
  IOLoop newLoop() {
    return IOLoop.builder().clock(this).random(random).simulation(this).build();
  }

  @Override
  public SimulatedNetwork sockets() {
    return network;
  }

  @Override
  public int choose(int count) {
    return count == 1 ? 0 : random.nextInt(count);
  }

  /// With no timer nothing can happen any more: the wait ends with the time that JUnit gives the test.
  @Override
  public long pass(long deadlineNanos, int elsewhere) {
    if (deadlineNanos == Long.MAX_VALUE || elsewhere > 0) {
      return TimeUnit.MINUTES.toNanos(1);
    }
    nanos = Math.max(nanos, deadlineNanos);
    return 0;
  }

  @Override
  public long nanoTime() {
    return nanos;
  }

  @Override
  public Instant instant() {
    return START.plusNanos(nanos);
  }
}
