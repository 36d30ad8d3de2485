// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Runs a coroutine again and again, one period apart, on the grid that its first run was put on. Runs never overlap: one
/// that takes longer than a period makes the schedule skip whole cycles.
///
/// With jitter each period is multiplied by `1 + jitter * (random - 0.5)`, so that many programs don't act as one.
///
/// Tornado: `ioloop.PeriodicCallback`, whose `callback_time` is in milliseconds.
///
/// **Thread**: loop; the constructor any.
public final class PeriodicCallback {
  private final Callable<?> callback;
  private final long periodNanos;
  private final double jitter;

  /// The loop of the last start, null before.
  private @Nullable IOLoop loop;

  private long nextNanos;
  private @Nullable Timeout timer;
  private boolean running;

  /// Counts the starts: a run that began before the last one must not go on with the schedule.
  private int starts;

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
    this.periodNanos = IOLoop.saturatedNanos(period);
    this.jitter = jitter;
  }

  /// Starts the schedule on the current loop; the first run is one period away. Does nothing while running.
  public void start() {
    if (running) {
      return;
    }
    IOLoop current = IOLoop.current();
    loop = current;
    running = true;
    starts++;
    nextNanos = current.time();
    scheduleNext(current);
  }

  /// Stops the schedule. A run under way goes on to its end.
  public void stop() {
    running = false;
    if (timer != null && loop != null) {
      loop.removeTimeout(timer);
      timer = null;
    }
  }

  /// Tells whether the schedule is on.
  public boolean isRunning() {
    return running;
  }

  private void run(IOLoop on) {
    if (!running) {
      return;
    }
    int start = starts;
    CompletableFuture<?> run = Async.spawn(on, callback);
    run.whenComplete((_, failure) -> {
      if (failure != null && !Async.isCancellation(failure)) {
        on.log().error("Exception in callback {}", callback, Async.unwrap(failure));
      }
      on.addCallback(() -> goOn(on, start));
    });
  }

  private void goOn(IOLoop on, int start) {
    if (running && start == starts) {
      scheduleNext(on);
    }
  }

  private void scheduleNext(IOLoop on) {
    long period = periodNanos;
    if (jitter > 0) {
      period = (long) (period * (1 + jitter * (on.random().nextDouble() - 0.5)));
    }
    nextNanos = next(nextNanos, on.time(), period);
    timer = on.callAt(nextNanos, () -> run(on));
  }

  /// Returns the first point of the grid after `now`; one period later if the clock went backwards.
  static long next(long last, long now, long period) {
    return now - last >= 0 ? last + ((now - last) / period + 1) * period : last + period;
  }
}
