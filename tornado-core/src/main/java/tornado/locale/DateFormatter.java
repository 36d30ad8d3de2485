// SPDX-License-Identifier: Apache-2.0
package tornado.locale;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/// Writes dates for readers of a locale.
///
/// **Thread**: any.
record DateFormatter(Locale locale, DateFormatOptions options) {
  private static final long DAY_SECONDS = 24 * 60 * 60;

  /// Clocks differ: a date so little ahead of ours is now.
  private static final long SKEW_SECONDS = 60;

  private static final DateTimeFormatter ENGLISH_MONTH =
      DateTimeFormatter.ofPattern("MMMM", java.util.Locale.ENGLISH);
  private static final DateTimeFormatter ENGLISH_WEEKDAY =
      DateTimeFormatter.ofPattern("EEEE", java.util.Locale.ENGLISH);

  /// Eleven months. Beyond, the name of this month could be last year's.
  private static final long YEARLESS_DAYS = 334;

  String format(Instant date, Instant now) {
    boolean ahead = date.isAfter(now);
    boolean skewed = ahead && options.relative() && isSkewed(date, now);
    Instant shown = skewed ? now : date;
    Duration age = Duration.between(shown, now);
    boolean full = options.fullFormat() || (ahead && !skewed);
    if (!full && options.relative() && age.toDays() == 0) {
      return ago(age.toSeconds());
    }
    String pattern = full ? fullPattern() : pattern(age.toDays(), shown, now);
    return fill(pattern, shown.atZone(options.zone()));
  }

  /// Writes a day such as `Sunday, April 28`.
  String formatDay(Instant date) {
    return fill("%(weekday)s, %(month_name)s %(day)s", date.atZone(options.zone()));
  }

  /// Writes a day such as `April 28`.
  String formatMonthDay(Instant date) {
    return fill("%(month_name)s %(day)s", date.atZone(options.zone()));
  }

  /// As in Tornado whole days ahead don't matter: tomorrow at this time is now.
  private static boolean isSkewed(Instant date, Instant now) {
    return Duration.between(now, date).toSeconds() % DAY_SECONDS < SKEW_SECONDS;
  }

  private String ago(long seconds) {
    if (seconds < 50) {
      return ago("1 second ago", "%(seconds)d seconds ago", "seconds", seconds);
    }
    if (seconds < 50 * 60) {
      return ago("1 minute ago", "%(minutes)d minutes ago", "minutes", rounded(seconds, 60));
    }
    return ago("1 hour ago", "%(hours)d hours ago", "hours", rounded(seconds, 60 * 60));
  }

  private String ago(String one, String many, String name, long count) {
    return Placeholders.fill(
        locale.translate(one, many, count), Map.of(name, Long.toString(count)));
  }

  /// Rounds a half to the even number, as Python does.
  private static long rounded(long seconds, int unit) {
    return (long) Math.rint((double) seconds / unit);
  }

  private String pattern(long days, Instant date, Instant now) {
    if (days == 0) {
      return "%(time)s";
    }
    if (days == 1 && options.relative() && isYesterday(date, now)) {
      return options.shorter() ? "yesterday" : "yesterday at %(time)s";
    }
    if (days < 5) {
      return options.shorter() ? "%(weekday)s" : "%(weekday)s at %(time)s";
    }
    if (days < YEARLESS_DAYS) {
      return options.shorter() ? "%(month_name)s %(day)s" : "%(month_name)s %(day)s at %(time)s";
    }
    return fullPattern();
  }

  private String fullPattern() {
    return options.shorter()
        ? "%(month_name)s %(day)s, %(year)s"
        : "%(month_name)s %(day)s, %(year)s at %(time)s";
  }

  private boolean isYesterday(Instant date, Instant now) {
    Instant yesterday = now.minusSeconds(DAY_SECONDS);
    return date.atZone(options.zone()).getDayOfMonth()
        == yesterday.atZone(options.zone()).getDayOfMonth();
  }

  private String fill(String pattern, ZonedDateTime local) {
    return Placeholders.fill(
        locale.translate(pattern),
        Map.of(
            "month_name", locale.translate(ENGLISH_MONTH.format(local)),
            "weekday", locale.translate(ENGLISH_WEEKDAY.format(local)),
            "day", Integer.toString(local.getDayOfMonth()),
            "year", Integer.toString(local.getYear()),
            "time", time(local)));
  }

  private String time(ZonedDateTime local) {
    int hour = local.getHour();
    int hourOfHalfDay = hour % 12 == 0 ? 12 : hour % 12;
    return switch (locale.normalCode()) {
      case "en", "en_US" -> clock(hourOfHalfDay, local) + (hour < 12 ? " am" : " pm");
      case "zh_CN" -> (hour < 12 ? "上午" : "下午") + clock(hourOfHalfDay, local);
      default -> clock(hour, local);
    };
  }

  private static String clock(int hour, ZonedDateTime local) {
    int minute = local.getMinute();
    return hour + (minute < 10 ? ":0" : ":") + minute;
  }
}
