// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import java.time.Instant;

/// The only source of time: every timer, timeout and date of the library reads its loop's clock, so a test can
/// replace it.
///
/// **Thread**: any; implementations are safe for use by several threads.
public interface Clock {
  /// Returns monotonic nanoseconds since an arbitrary origin: the scale of deadlines and durations.
  long nanoTime();

  /// Returns the date and time of day: for `Date` fields, cookies and logs, never for timers.
  Instant instant();

  /// Returns the machine's own clock.
  static Clock system() {
    return SystemClock.INSTANCE;
  }
}
