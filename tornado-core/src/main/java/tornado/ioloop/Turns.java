// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/// What a loop does turn by turn: what other threads queued, what is ready, timers that are due, channels that are ready.
/// What is queued during a turn runs in the next.
///
/// **Thread**: loop, but for `addForeign` and `stop`; `add` and `clear` also whoever has claimed a loop that doesn't run.
final class Turns {
  private final IOLoop loop;
  private final Clock clock;
  private final Watchdog watchdog;
  private final @Nullable Simulation simulation;
  private final TimerHeap timers;
  private final Poller poller;

  /// What the loop's thread itself queued for its next turn.
  private final ReadyQueue ready;

  /// What other threads queued.
  private final Queue<Runnable> foreign = new ConcurrentLinkedQueue<>();

  /// Whether others get the processor before this turn waits for events.
  private boolean yielding;

  /// The clock when this turn began.
  private long beganNanos;

  private volatile boolean stopping;

  /// @param simulation what stands in for chance and for time that passes; null for the real ones
  Turns(
      IOLoop loop,
      Watchdog watchdog,
      TimerHeap timers,
      Poller poller,
      @Nullable Simulation simulation) {
    this.loop = loop;
    this.clock = loop.clock();
    this.watchdog = watchdog;
    this.timers = timers;
    this.poller = poller;
    this.simulation = simulation;
    this.ready =
        simulation == null ? new ReadyQueue.FirstCome() : new ReadyQueue.Chosen(simulation);
  }

  /// Queues `callback` for the next turn.
  void add(Runnable callback) {
    ready.add(callback);
  }

  /// Like [#add], from another thread, which wakes the loop.
  void addForeign(Runnable callback) {
    foreign.add(callback);
    poller.wakeUp();
  }

  /// Takes turns until [#stop], the last of them the one that runs then; the first runs `first` too.
  void take(Runnable first) {
    foreign.add(first);
    beganNanos = clock.nanoTime();
    try {
      takeUntilStopped();
    } finally {
      stopping = false;
    }
  }

  /// Ends [#take]; one that hasn't begun yet takes one turn.
  void stop() {
    stopping = true;
    poller.wakeUp();
  }

  /// Returns the clock as it was when this turn began.
  long beganNanos() {
    return beganNanos;
  }

  /// Gives the processor away once before this turn waits for events.
  void yieldBeforePolling() {
    yielding = true;
  }

  /// Drops what is queued.
  void clear() {
    ready.clear();
    foreign.clear();
  }

  private void takeUntilStopped() {
    while (true) {
      runReady();
      runTimers();
      if (stopping) {
        return;
      }
      waitForEvents();
      runHandlers();
    }
  }

  private void runReady() {
    for (Runnable callback = foreign.poll(); callback != null; callback = foreign.poll()) {
      ready.add(callback);
    }
    for (int left = ready.size(); left > 0; left--) {
      runWatched(ready.take());
    }
  }

  private void runTimers() {
    if (timers.peek() != null) {
      timers.runDue(clock.nanoTime(), this::runWatched);
    }
  }

  private void runWatched(Runnable callback) {
    watchdog.tick();
    loop.runSafely(callback);
  }

  private void waitForEvents() {
    try {
      watchdog.idle();
      clearInterrupt();
      if (yielding) {
        yieldOnce();
      }
      if (ready.size() == 0) {
        poller.await(this::nanosToWait);
      } else {
        poller.look();
      }
      beganNanos = clock.nanoTime();
    } catch (IOException e) {
      throw new UncheckedIOException("the selector failed: " + e.getMessage(), e);
    }
  }

  private void runHandlers() {
    for (Poller.Watch watch = poller.next(); watch != null; watch = poller.next()) {
      watchdog.tick();
      try {
        watch.readiness().onReady(watch.events());
      } catch (Throwable e) {
        loop.failed(watch.readiness(), e);
      }
    }
  }

  @SuppressWarnings("ThreadPriorityCheck") // nothing relies on it but speed: see StartBatch
  private void yieldOnce() {
    yielding = false;
    Thread.yield();
  }

  /// A selector doesn't wait on an interrupted thread: the loop would spin.
  private void clearInterrupt() {
    if (Thread.interrupted()) {
      loop.log().warn("the loop's thread was interrupted, which does nothing: use IOLoop.stop");
    }
  }

  /// Returns how long the loop may wait for events, for the poller, which by now is known to be asleep: what is queued from
  /// here on wakes it.
  long nanosToWait() {
    // Asked before looking at what came, which ends such a wait at any time.
    int elsewhere = loop.elsewhere();
    if (stopping || !foreign.isEmpty()) {
      return 0;
    }
    Timeout first = timers.peek();
    if (simulation != null) {
      return simulation.pass(first == null ? Long.MAX_VALUE : first.deadlineNanos, elsewhere);
    }
    return first == null ? Long.MAX_VALUE : Math.max(0, first.deadlineNanos - clock.nanoTime());
  }
}
