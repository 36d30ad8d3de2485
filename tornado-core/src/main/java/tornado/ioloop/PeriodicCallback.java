// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Runs a coroutine again and again, one period apart, on the grid that its first run was put on. Runs never overlap: one
/// that takes longer than a period makes the schedule skip whole cycles.
///
/// With jitter each period is multiplied by `1 + jitter * (random - 0.5)`, so that many programs don't act as one.
///
/// Tornado: `ioloop.PeriodicCallback`, whose `callback_time` is in milliseconds.
///
/// **Thread**: any; [#start] one that has a loop.
public final class PeriodicCallback {
  private final Callable<?> callback;
  private final long periodNanos;
  private final double jitter;
  private final AtomicReference<@Nullable Schedule> current = new AtomicReference<>();

  /// The last run, of whatever schedule.
  private volatile CompletableFuture<?> run = CompletableFuture.completedFuture(null);

  /// Makes a callback without jitter.
  ///
  /// @throws IllegalArgumentException if `period` is not positive
  public PeriodicCallback(Callable<?> callback, Duration period) {
    this(callback, period, 0);
  }

  /// Makes a callback.
  ///
  /// @param callback runs as a coroutine; what it throws is logged, and the schedule goes on
  /// @param jitter from 0 (none) to 1 (half a period earlier or later)
  /// @throws IllegalArgumentException if `period` is not positive, or `jitter` is not within 0 and 1
  public PeriodicCallback(Callable<?> callback, Duration period, double jitter) {
    if (period.isNegative() || period.isZero()) {
      throw new IllegalArgumentException("period <= 0: " + period);
    }
    if (!(jitter >= 0 && jitter <= 1)) {
      throw new IllegalArgumentException("jitter < 0 or > 1: " + jitter);
    }
    this.callback = callback;
    this.periodNanos = Durations.saturatedNanos(period);
    this.jitter = jitter;
  }

  /// Starts the schedule on the current loop; the first run is one period away. Does nothing while running.
  public void start() {
    var schedule = new Schedule(IOLoop.current());
    if (current.compareAndSet(null, schedule)) {
      schedule.next();
    }
  }

  /// Stops the schedule. A run under way goes on to its end.
  public void stop() {
    Schedule schedule = current.getAndSet(null);
    if (schedule != null) {
      schedule.cancel();
    }
  }

  /// Tells whether the schedule is on.
  public boolean isRunning() {
    return current.get() != null;
  }

  /// Returns the first point of the grid after `now`; one period later if the clock went backwards.
  private static long next(long last, long now, long period) {
    return now - last >= 0 ? last + ((now - last) / period + 1) * period : last + period;
  }

  /// What one start began. **Thread**: the starter, then loop; `cancel` any.
  private final class Schedule {
    private final IOLoop loop;
    private long nextNanos;
    private volatile @Nullable Timeout timer;

    Schedule(IOLoop loop) {
      this.loop = loop;
      this.nextNanos = loop.time();
    }

    void next() {
      long period = periodNanos;
      if (jitter > 0) {
        double factor = 1 + jitter * (loop.random().nextDouble() - 0.5);
        period = Math.max(1, (long) (period * factor));
      }
      nextNanos = PeriodicCallback.next(nextNanos, loop.time(), period);
      timer = loop.callAt(nextNanos, this::run);
      if (!on()) {
        // Stopped meanwhile, by somebody who didn't see the timer.
        cancel();
      }
    }

    void cancel() {
      Timeout last = timer;
      if (last != null) {
        loop.removeTimeout(last);
      }
    }

    private boolean on() {
      return current.get() == this;
    }

    private void run() {
      if (!on()) {
        return;
      }
      if (!run.isDone()) {
        // A run of the schedule before this one: it counts as one that takes longer than a period.
        next();
        return;
      }
      CompletableFuture<?> begun = Async.spawn(loop, callback);
      run = begun;
      begun.whenComplete((_, failure) -> {
        if (failure != null && !Async.isCancellation(failure)) {
          loop.log().error("Exception in callback {}", callback, Async.unwrap(failure));
        }
        loop.addCallback(this::goOn);
      });
    }

    private void goOn() {
      if (on()) {
        next();
      }
    }
  }
}
