// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tornado.ioloop.Clock;
import tornado.ioloop.IOLoop;
import tornado.ioloop.Simulation;

/// What a test on virtual time runs in: its clock, its chance, its network.
///
/// ```
/// resting --begin--> going on --nothing can--> stuck --patience is over--> told
///    ^                  |  ^                    |
///    \--end, and idle---/  \----something can---/
/// ```
///
/// Time passes while something runs that the test runner has asked for, and not in between: a timer that goes off again and again
/// would else go off as often as the machine manages.
///
/// **Thread**: loop, but for the constructor.
final class VirtualWorld implements Simulation {
  private final VirtualClock clock = new VirtualClock();
  private final SplittableRandom order;
  private final RandomGenerator random;
  private final SimulatedNetwork network;
  private final long patienceNanos;

  /// What to do once nothing can go on, after the end of what was asked for.
  private @Nullable Runnable whenIdle;

  private boolean resting = true;

  /// When, on the machine's clock, nothing could go on any more; null while something can.
  private @Nullable Long stuckSince;

  private boolean told;
  private Consumer<String> whenStuck = _ -> {};

  /// @param patience how long, in the machine's time, nothing may be able to go on
  VirtualWorld(long seed, Duration patience) {
    // Each has its own: what one part draws must not change what the others get.
    var root = new SplittableRandom(seed);
    order = root.split();
    random = root.split();
    network = new SimulatedNetwork(root.split());
    patienceNanos = patience.toNanos();
  }

  /// Makes the loop that runs in this world.
  ///
  /// @throws IllegalStateException without the flag that lets coroutines run on the loop
  IOLoop newLoop() {
    try {
      return IOLoop.builder().clock(clock).random(random).simulation(this).build();
    } catch (IllegalStateException e) {
      throw new IllegalStateException(
          "@VirtualTime needs coroutines that run on the loop: in the configuration of the surefire plugin write <argLine>--add-opens java.base/java.lang=ALL-UNNAMED</argLine>, and don't give -Dtornado.coroutines=jdk",
          e);
    }
  }

  /// Sets what hears, once, that the test can't go on, and why.
  void whenStuck(Consumer<String> listener) {
    whenStuck = listener;
  }

  /// Lets time pass from now on.
  void begin() {
    resting = false;
    told = false;
    stuckSince = null;
  }

  /// Lets no more time pass, and has `whenIdle` run as soon as nothing is left to do at this time.
  void end(Runnable whenIdle) {
    resting = true;
    this.whenIdle = whenIdle;
  }

  @Override
  public int choose(int count) {
    stuckSince = null;
    return count == 1 ? 0 : order.nextInt(count);
  }

  @Override
  public long pass(long deadlineNanos, int elsewhere) {
    if (resting) {
      return rest();
    }
    if (elsewhere == 0 && deadlineNanos != Long.MAX_VALUE) {
      clock.advanceTo(deadlineNanos);
      return 0;
    }
    return beStuck(elsewhere);
  }

  private long rest() {
    Runnable idle = whenIdle;
    whenIdle = null;
    if (idle != null) {
      idle.run();
    }
    return Long.MAX_VALUE;
  }

  private long beStuck(int elsewhere) {
    if (told) {
      return Long.MAX_VALUE;
    }
    long now = Clock.system().nanoTime();
    if (stuckSince == null) {
      stuckSince = now;
    }
    long left = patienceNanos - (now - stuckSince);
    if (left > 0) {
      return left;
    }
    told = true;
    whenStuck.accept(why(elsewhere));
    return Long.MAX_VALUE;
  }

  private String why(int elsewhere) {
    long millis = TimeUnit.NANOSECONDS.toMillis(patienceNanos);
    return elsewhere == 0
        ? "nothing can go on: all coroutines wait, no timer is left, and nothing came from elsewhere for "
            + millis
            + " ms"
        : "virtual time stands still: for %d ms %d of the coroutines waited for what the loop knows nothing of (Thread.sleep, a lock, a socket of the JDK's); use Async.sleep, tornado.locks, Async.runOnExecutor"
            .formatted(millis, elsewhere);
  }

  @Override
  public SimulatedNetwork sockets() {
    return network;
  }
}
