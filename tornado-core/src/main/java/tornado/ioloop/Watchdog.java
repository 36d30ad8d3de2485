// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/// Names code that holds its loop: a daemon thread that looks at the loop's tick a few times in every limit, and logs
/// the stack of what has run since the last change, once.
///
/// It reads the machine's own clock, whatever the loop's clock is: what it measures is the real thread.
///
/// **Thread**: `tick`, `idle` and `carrying` loop; the rest any.
final class Watchdog {
  private static final VarHandle TICKS;
  private static final int LOOKS_PER_LIMIT = 4;
  private static final long SHORTEST_PAUSE_NANOS = 1_000_000;

  static {
    try {
      TICKS = MethodHandles.lookup().findVarHandle(Watchdog.class, "ticks", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final long limitNanos;

  /// Odd while a callback runs, even while the loop waits. Written by the loop alone, opaquely: no fence on its path.
  private long ticks;

  /// The coroutine that the loop carries.
  private @Nullable Thread carried;

  Watchdog(Duration limit) {
    limitNanos = Durations.saturatedNanos(limit);
  }

  /// Says that a callback starts.
  void tick() {
    TICKS.setOpaque(this, (ticks | 1) + 2);
  }

  /// Says that the loop is about to wait.
  void idle() {
    TICKS.setOpaque(this, (ticks + 2) & ~1L);
  }

  void carrying(@Nullable Thread coroutine) {
    carried = coroutine;
  }

  /// Starts watching `loopThread`, until closed.
  Watch watch(Thread loopThread) {
    var watch = new Watch(loopThread);
    if (limitNanos > 0) {
      Thread.ofPlatform().name("tornado-watchdog").daemon().start(watch);
    }
    return watch;
  }

  /// One run of the loop. **Thread**: its own; `close` any.
  final class Watch implements Runnable, AutoCloseable {
    private final Thread loopThread;
    private volatile boolean over;
    private volatile @Nullable Thread self;

    private Watch(Thread loopThread) {
      this.loopThread = loopThread;
    }

    @Override
    public void run() {
      self = Thread.currentThread();
      long seen = 0;
      long since = System.nanoTime();
      boolean told = false;
      while (!over) {
        long now = System.nanoTime();
        long tick = (long) TICKS.getOpaque(Watchdog.this);
        if (tick != seen) {
          seen = tick;
          since = now;
          told = false;
        } else if (!told && (tick & 1) != 0 && now - since >= limitNanos) {
          told = tell(tick, now - since);
        }
        LockSupport.parkNanos(Math.max(limitNanos / LOOKS_PER_LIMIT, SHORTEST_PAUSE_NANOS));
      }
    }

    @Override
    public void close() {
      over = true;
      Thread thread = self;
      if (thread != null) {
        LockSupport.unpark(thread);
      }
    }

    /// Says what has run since `tick`; nothing if it ended just now, since the stack would be another's.
    private boolean tell(long tick, long nanos) {
      Thread coroutine = carried;
      var stack = new StringBuilder();
      for (StackTraceElement frame : (coroutine != null ? coroutine : loopThread).getStackTrace()) {
        stack.append("\n    at ").append(frame);
      }
      if ((long) TICKS.getOpaque(Watchdog.this) != tick) {
        return false;
      }
      LoggerFactory.getLogger("tornado.application")
          .warn(
              "the loop was held for over {} ms; move long work to @Blocking or Async.runOnExecutor{}",
              nanos / 1_000_000,
              stack);
      return true;
    }
  }
}
