// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/// What a loop takes its turns of: what other threads and the loop itself have queued for the next one, whether there is a next one, and how
/// long to wait for events before it.
///
/// **Thread**: loop, but for `addForeign` and `stop`; `clear` whoever has claimed a loop that doesn't run.
final class Turns {
  private final IOLoop loop;
  private final Clock clock;
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
  Turns(IOLoop loop, TimerHeap timers, Poller poller, @Nullable Simulation simulation) {
    this.loop = loop;
    this.clock = loop.clock();
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

  /// Begins the first turn of a run.
  void start() {
    beganNanos = clock.nanoTime();
  }

  /// Ends the run that [#stop] has ended: the next one goes on until it is stopped anew.
  void end() {
    stopping = false;
  }

  /// Makes this turn the last of the run, or the first of one that hasn't started yet.
  void stop() {
    stopping = true;
    poller.wakeUp();
  }

  /// Tells whether this is the last turn.
  boolean stopping() {
    return stopping;
  }

  /// Returns how many callbacks run in this turn: those that are queued now.
  int due() {
    for (Runnable callback = foreign.poll(); callback != null; callback = foreign.poll()) {
      ready.add(callback);
    }
    return ready.size();
  }

  /// Takes the callback that runs next; only if there is one.
  Runnable next() {
    return ready.take();
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

  /// Waits for events, unless something is queued, and begins the next turn.
  void waitForEvents() {
    try {
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
