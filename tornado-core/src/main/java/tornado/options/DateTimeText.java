// SPDX-License-Identifier: Apache-2.0
package tornado.options;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;

/// Dates and times in the forms that Tornado reads. A time alone is one of the first of January 1900, as in Python.
///
/// **Thread**: any.
final class DateTimeText {
  private static final List<DateTimeFormatter> FORMS =
      List.of(
          form("EEE MMM d HH:mm:ss yyyy"),
          form("yyyy-MM-dd HH:mm:ss"),
          form("yyyy-MM-dd HH:mm"),
          form("yyyy-MM-dd'T'HH:mm"),
          form("yyyyMMdd HH:mm:ss"),
          form("yyyyMMdd HH:mm"),
          form("yyyy-MM-dd"),
          form("yyyyMMdd"),
          form("HH:mm:ss"),
          form("HH:mm"));

  private DateTimeText() {}

  static LocalDateTime parse(String text) {
    for (DateTimeFormatter form : FORMS) {
      try {
        return LocalDateTime.parse(text, form);
      } catch (DateTimeException ignored) {
        // Not this form; the next may fit.
      }
    }
    throw new IllegalArgumentException("unknown form of date and time");
  }

  private static DateTimeFormatter form(String pattern) {
    var builder = new DateTimeFormatterBuilder().appendPattern(pattern);
    if (!pattern.contains("yyyy")) {
      builder
          .parseDefaulting(ChronoField.YEAR_OF_ERA, 1900)
          .parseDefaulting(ChronoField.MONTH_OF_YEAR, 1)
          .parseDefaulting(ChronoField.DAY_OF_MONTH, 1);
    }
    if (!pattern.contains("HH")) {
      builder
          .parseDefaulting(ChronoField.HOUR_OF_DAY, 0)
          .parseDefaulting(ChronoField.MINUTE_OF_HOUR, 0);
    }
    return builder.toFormatter(Locale.ENGLISH);
  }
}
