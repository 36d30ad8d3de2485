// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

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

  Timeout(long deadlineNanos, Runnable callback) {
    this.deadlineNanos = deadlineNanos;
    this.callback = callback;
  }

  /// Returns what to run now that it is due, which may be nothing.
  Runnable take() {
    Runnable taken = removed ? NOTHING : callback;
    callback = NOTHING;
    return taken;
  }

  boolean isBefore(Timeout other) {
    long difference = deadlineNanos - other.deadlineNanos;
    return difference < 0 || (difference == 0 && sequence < other.sequence);
  }
}
