// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The dates of cookies, which servers write in many ways (RFC 6265 §5.1.1).
///
/// **Thread**: owner.
final class CookieDate {
  private static final Pattern DELIMITERS = Pattern.compile("[\t -/;-@\\[-`{-~]+");
  private static final Pattern TIME =
      Pattern.compile("(\\d{1,2}):(\\d{1,2}):(\\d{1,2})(?:\\D.*)?", Pattern.DOTALL);
  private static final Pattern DAY_OF_MONTH =
      Pattern.compile("(\\d{1,2})(?:\\D.*)?", Pattern.DOTALL);
  private static final Pattern YEAR = Pattern.compile("(\\d{2,4})(?:\\D.*)?", Pattern.DOTALL);
  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

  private @Nullable Matcher time;
  private int dayOfMonth;
  private int month;
  private int year = -1;

  private CookieDate() {}

  /// Reads a date; null if it is none.
  static @Nullable Instant parse(String text) {
    var date = new CookieDate();
    for (String token : DELIMITERS.split(text, -1)) {
      date.take(token);
    }
    return date.toInstant();
  }

  /// Takes a token for the first thing it can be and that is still missing.
  private void take(String token) {
    Matcher matcher = TIME.matcher(token);
    if (time == null && matcher.matches()) {
      time = matcher;
      return;
    }
    matcher = DAY_OF_MONTH.matcher(token);
    if (dayOfMonth == 0 && matcher.matches()) {
      dayOfMonth = Integer.parseInt(matcher.group(1));
      return;
    }
    if (month == 0 && token.length() >= 3) {
      month = 1 + MONTHS.indexOf(token.substring(0, 3).toLowerCase(Locale.ROOT));
      if (month > 0) {
        return;
      }
    }
    matcher = YEAR.matcher(token);
    if (year < 0 && matcher.matches()) {
      year = century(Integer.parseInt(matcher.group(1)));
    }
  }

  private static int century(int year) {
    if (year >= 70 && year <= 99) {
      return 1900 + year;
    }
    return year < 70 ? 2000 + year : year;
  }

  private @Nullable Instant toInstant() {
    if (time == null || dayOfMonth == 0 || month == 0 || year < 1601) {
      return null;
    }
    try {
      int hour = Integer.parseInt(time.group(1));
      int minute = Integer.parseInt(time.group(2));
      int second = Integer.parseInt(time.group(3));
      return LocalDateTime.of(year, month, dayOfMonth, hour, minute, second)
          .toInstant(ZoneOffset.UTC);
    } catch (DateTimeException ignored) {
      // No such day or time: no date.
      return null;
    }
  }
}
