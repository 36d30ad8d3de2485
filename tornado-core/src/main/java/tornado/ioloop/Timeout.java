// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The handle of a timer, for [IOLoop#removeTimeout].
///
/// **Thread**: loop; the handle may be passed around freely.
public final class Timeout {
  static final Runnable NOTHING = () -> {};

  /// When it is due, on [IOLoop#time]'s scale.
  final long deadlineNanos;

  /// Breaks ties: timers due at the same nanosecond run in the order they were added.
  long sequence;

  /// Its place in the heap, -1 while not in it.
  int index = -1;

  /// What to run; [#NOTHING] once fired or removed, so that the handle pins nothing.
  Runnable callback;

  /// Set by [IOLoop#removeTimeout] before the loop gets to see it.
  volatile boolean removed;

  /// Where it was made, in debug mode.
  final @Nullable Throwable origin;

  Timeout(long deadlineNanos, Runnable callback, @Nullable Throwable origin) {
    this.origin = origin;
    this.deadlineNanos = deadlineNanos;
    this.callback = callback;
  }

  /// Returns what to run now that it is due, which may be nothing.
  Runnable take() {
    Runnable taken = removed ? NOTHING : callback;
    callback = NOTHING;
    return taken;
  }

  /// Tells of this timer, in debug mode.
  Activity activity(long nowNanos) {
    long millis = TimeUnit.NANOSECONDS.toMillis(deadlineNanos - nowNanos);
    return new Activity(
        Activity.Kind.TIMER,
        "due in " + millis + " ms",
        origin == null ? List.of() : List.of(origin.getStackTrace()),
        List.of());
  }

  boolean isBefore(Timeout other) {
    long difference = deadlineNanos - other.deadlineNanos;
    return difference < 0 || (difference == 0 && sequence < other.sequence);
  }
}
