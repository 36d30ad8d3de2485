// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import java.time.Duration;

/// Durations as numbers that can be added to a clock's.
///
/// **Thread**: any.
final class Durations {
  private Durations() {}

  /// Returns a duration in nanoseconds: 0 if it is negative, and at most 146 years.
  static long saturatedNanos(Duration duration) {
    if (duration.isNegative()) {
      return 0;
    }
    // Half of the range, so that sums with the clock can't wrap: 146 years.
    return duration.toSeconds() >= Long.MAX_VALUE / 2_000_000_000L
        ? Long.MAX_VALUE / 2
        : duration.toNanos();
  }
}
