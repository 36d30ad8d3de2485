// SPDX-License-Identifier: Apache-2.0
package tornado.locale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Where one way of writing a date ends and the next begins, and how it is done in other languages.
class DateFormatterTest {
  private static final Instant NOW = Instant.parse("2013-04-28T18:35:00Z");
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  private static Locale locale(String code) {
    return new Locale(code, List.of());
  }

  private static DateFormatOptions.Builder options() {
    return DateFormatOptions.builder();
  }

  private static String english(String date, DateFormatOptions.Builder options) {
    return locale("en").formatDate(Instant.parse(date), NOW, options.build());
  }

  /// Halves are rounded to the even number, as in Python.
  @ParameterizedTest
  @CsvSource({
    "PT0S, 0 seconds ago",
    "PT0.9S, 0 seconds ago",
    "PT1S, 1 second ago",
    "PT49.9S, 49 seconds ago",
    "PT50S, 1 minute ago",
    "PT89S, 1 minute ago",
    "PT90S, 2 minutes ago",
    "PT150S, 2 minutes ago",
    "PT151S, 3 minutes ago",
    "PT49M59S, 50 minutes ago",
    "PT50M, 1 hour ago",
    "PT90M, 2 hours ago",
    "PT150M, 2 hours ago",
    "PT23H59M59S, 24 hours ago",
    "PT24H, yesterday at 6:35 pm",
    "PT36H, yesterday at 6:35 am",
    "PT42H35M, yesterday at 12:00 am",
    "PT42H36M, Friday at 11:59 pm",
    "PT119H59M, Tuesday at 6:36 pm",
    "P5D, April 23 at 6:35 pm",
    "P333D, May 30 at 6:35 pm",
    "P334D, 'May 29, 2012 at 6:35 pm'"
  })
  void past(Duration age, String text) {
    assertThat(locale("en").formatDate(NOW.minus(age), NOW)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "PT0.1S, 0 seconds ago",
    "PT59.9S, 0 seconds ago",
    "PT60S, 'April 28, 2013 at 6:36 pm'",
    "PT23H59M, 'April 29, 2013 at 6:34 pm'"
  })
  void future(Duration ahead, String text) {
    assertThat(locale("en").formatDate(NOW.plus(ahead), NOW)).isEqualTo(text);
  }

  /// Tornado looks at the seconds beyond whole days only, so tomorrow at this time is now. The vectors have it so.
  @ParameterizedTest
  @CsvSource({"PT24H", "PT24H59S", "P700D"})
  void wholeDaysAheadCountAsNow(Duration ahead) {
    assertThat(locale("en").formatDate(NOW.plus(ahead), NOW)).isEqualTo("0 seconds ago");
    assertThat(locale("en").formatDate(NOW.plus(ahead).plusSeconds(60), NOW)).contains(", 201");
  }

  @Test
  void notRelative() {
    assertThat(english("2013-04-28T18:34:59Z", options().relative(false))).isEqualTo("6:34 pm");
    assertThat(english("2013-04-27T18:36:00Z", options().relative(false))).isEqualTo("6:36 pm");
    assertThat(english("2013-04-27T18:35:00Z", options().relative(false)))
        .isEqualTo("Saturday at 6:35 pm");
    assertThat(english("2013-04-28T18:35:01Z", options().relative(false)))
        .isEqualTo("April 28, 2013 at 6:35 pm");
  }

  @Test
  void zoneIsTheReaders() {
    assertThat(english("2013-01-18T18:35:00Z", options().zone(NEW_YORK)))
        .isEqualTo("January 18 at 1:35 pm");
    assertThat(english("2013-04-20T03:35:00Z", options().zone(NEW_YORK)))
        .isEqualTo("April 19 at 11:35 pm");
    assertThat(english("2013-04-20T23:35:00Z", options().gmtOffset(-330)))
        .isEqualTo("April 21 at 5:05 am");
  }

  @Test
  void yesterdayIsTheReaders() {
    assertThat(english("2013-04-27T03:59:00Z", options().zone(NEW_YORK).shorter(true)))
        .isEqualTo("Friday");
    assertThat(english("2013-04-27T04:00:00Z", options().zone(NEW_YORK).shorter(true)))
        .isEqualTo("yesterday");
  }

  @ParameterizedTest
  @CsvSource({
    "en, 0:05, 12:05 am",
    "en, 11:59, 11:59 am",
    "en_US, 12:00, 12:00 pm",
    "en_US, 13:09, 1:09 pm",
    "zh-cn, 0:05, 上午12:05",
    "zh_CN, 12:00, 下午12:00",
    "zh_CN, 23:59, 下午11:59",
    "en_GB, 0:05, 0:05",
    "de, 13:09, 13:09",
    "zh_TW, 23:59, 23:59"
  })
  void clockIsThatOfTheLocale(String code, String time, String text) {
    String padded = time.length() < 5 ? "0" + time : time;
    Instant date = Instant.parse("2013-04-28T" + padded + ":00Z");

    String written = locale(code).formatDate(date, date, options().relative(false).build());

    assertThat(written).isEqualTo(text);
  }

  @Test
  void everyPartIsTranslated() {
    Locale german =
        Locales.builder()
            .messages("de", Map.of("May", "Mai", "Friday", "Freitag"))
            .messages("de", Map.of("%(month_name)s %(day)s", "%(day)s. %(month_name)s"))
            .messages(
                "de",
                Map.of(
                    "%(weekday)s, %(month_name)s %(day)s", "%(weekday)s, %(day)s. %(month_name)s"))
            .build()
            .get("de");
    Instant date = Instant.parse("2013-05-03T23:00:00Z");

    assertThat(german.formatDay(date, NEW_YORK)).isEqualTo("Freitag, 3. Mai");
    assertThat(german.formatMonthDay(date, NEW_YORK)).isEqualTo("3. Mai");
    assertThat(german.formatMonthDay(date, ZoneId.of("Asia/Tokyo"))).isEqualTo("4. Mai");
  }

  @Test
  void relativeTimesTakeThePluralFormOfTheLanguage() {
    Locale polish =
        new Locale(
            "pl",
            List.of(
                Fixtures.po(
                    """
                    msgid ""
                    msgstr "Plural-Forms: nplurals=3; plural=n==1 ? 0 : n<5 ? 1 : 2;\\n"
                    msgid "1 hour ago"
                    msgid_plural "%(hours)d hours ago"
                    msgstr[0] "godzinę temu"
                    msgstr[1] "%(hours)d godziny temu"
                    msgstr[2] "%(hours)d godzin temu"
                    """)));

    assertThat(polish.formatDate(NOW.minusSeconds(3600), NOW)).isEqualTo("godzinę temu");
    assertThat(polish.formatDate(NOW.minusSeconds(7200), NOW)).isEqualTo("2 godziny temu");
    assertThat(polish.formatDate(NOW.minusSeconds(18000), NOW)).isEqualTo("5 godzin temu");
  }

  @Test
  void offsetIsWithin18Hours() {
    assertThat(options().gmtOffset(-1080).build().zone()).isEqualTo(ZoneId.of("+18:00"));
    assertThatThrownBy(() -> options().gmtOffset(1081))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("minutes is beyond 18 hours: 1081");
    assertThatThrownBy(() -> options().gmtOffset(Integer.MIN_VALUE))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
