// SPDX-License-Identifier: Apache-2.0
package tornado.httputil;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Dates as HTTP writes them (RFC 9110 §5.6.7): always GMT, whole seconds.
///
/// **Thread**: any.
public final class HTTPDate {
  private static final DateTimeFormatter IMF_FIXDATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);
  private static final DateTimeFormatter RFC_850 =
      new DateTimeFormatterBuilder()
          .appendPattern("EEEE, dd-MMM-")
          .appendValueReduced(ChronoField.YEAR, 2, 2, 1970)
          .appendPattern(" HH:mm:ss 'GMT'")
          .toFormatter(Locale.ENGLISH);
  private static final DateTimeFormatter ASCTIME =
      DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ENGLISH);

  private HTTPDate() {}

  /// Returns a date such as `Sun, 06 Nov 1994 08:49:37 GMT`; fractions of a second are dropped.
  public static String format(Instant instant) {
    return IMF_FIXDATE.format(LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
  }

  /// Reads a date in any of the three forms that recipients must know; empty for anything else.
  public static Optional<Instant> parse(String text) {
    String date = text.strip();
    for (DateTimeFormatter form : List.of(IMF_FIXDATE, RFC_850, ASCTIME)) {
      try {
        return Optional.of(LocalDateTime.parse(date, form).toInstant(ZoneOffset.UTC));
      } catch (DateTimeException ignored) {
        // Not this form; the next may fit.
      }
    }
    return Optional.empty();
  }
}
