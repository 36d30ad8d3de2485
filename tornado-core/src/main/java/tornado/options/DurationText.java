// SPDX-License-Identifier: Apache-2.0
package tornado.options;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Durations as people write them: a sum of numbers, each with a unit.
///
/// **Thread**: any.
final class DurationText {
  private static final Map<String, Duration> UNITS =
      Map.ofEntries(
          Map.entry("us", Duration.ofNanos(1000)),
          Map.entry("microseconds", Duration.ofNanos(1000)),
          Map.entry("ms", Duration.ofMillis(1)),
          Map.entry("milliseconds", Duration.ofMillis(1)),
          Map.entry("", Duration.ofSeconds(1)),
          Map.entry("s", Duration.ofSeconds(1)),
          Map.entry("sec", Duration.ofSeconds(1)),
          Map.entry("seconds", Duration.ofSeconds(1)),
          Map.entry("m", Duration.ofMinutes(1)),
          Map.entry("min", Duration.ofMinutes(1)),
          Map.entry("minutes", Duration.ofMinutes(1)),
          Map.entry("h", Duration.ofHours(1)),
          Map.entry("hours", Duration.ofHours(1)),
          Map.entry("d", Duration.ofDays(1)),
          Map.entry("days", Duration.ofDays(1)),
          Map.entry("w", Duration.ofDays(7)),
          Map.entry("weeks", Duration.ofDays(7)));

  /// Of one piece, in nanoseconds; some 292 years.
  private static final BigDecimal LONGEST = BigDecimal.valueOf(Long.MAX_VALUE);

  private static final Pattern PIECE =
      Pattern.compile("\\s*([-+]?[0-9]+(?:\\.[0-9]+)?)\\s*([a-z]*)\\s*");

  private DurationText() {}

  static Duration parse(String text) {
    Duration sum = Duration.ZERO;
    Matcher piece = PIECE.matcher(text);
    int end = 0;
    while (end < text.length()) {
      if (!piece.find(end) || piece.start() != end) {
        throw new IllegalArgumentException("expected a number at " + end);
      }
      Duration unit = UNITS.get(piece.group(2));
      if (unit == null) {
        throw new IllegalArgumentException("unknown unit: " + piece.group(2));
      }
      var nanos = new BigDecimal(piece.group(1)).multiply(BigDecimal.valueOf(unit.toNanos()));
      if (nanos.abs().compareTo(LONGEST) > 0) {
        throw new IllegalArgumentException("duration is too long");
      }
      sum = sum.plusNanos(nanos.longValue());
      end = piece.end();
    }
    if (end == 0) {
      throw new IllegalArgumentException("text is empty");
    }
    return sum;
  }
}
