// SPDX-License-Identifier: Apache-2.0
package tornado.locale;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Carried over from Tornado's `locale_test.EnglishTest`.
class EnglishTest {
  private static final Instant DATE = Instant.parse("2013-04-28T18:35:00Z");
  private static final DateFormatOptions SHORTER =
      DateFormatOptions.builder().shorter(true).build();

  private final Locale locale = Locales.builder().build().get("en_US");

  private String ago(Duration age) {
    return locale.formatDate(DATE.minus(age), DATE);
  }

  private String shorter(int days) {
    return locale.formatDate(DATE.minus(Duration.ofDays(days)), DATE, SHORTER);
  }

  @Test
  void formatDate() {
    var full = DateFormatOptions.builder().fullFormat(true).build();

    assertThat(locale.formatDate(DATE, DATE, full)).isEqualTo("April 28, 2013 at 6:35 pm");
    assertThat(ago(Duration.ofSeconds(2))).isEqualTo("2 seconds ago");
    assertThat(ago(Duration.ofMinutes(2))).isEqualTo("2 minutes ago");
    assertThat(ago(Duration.ofHours(2))).isEqualTo("2 hours ago");
    assertThat(shorter(1)).isEqualTo("yesterday");
    assertThat(shorter(2)).isEqualTo("Friday");
    assertThat(shorter(300)).isEqualTo("July 2");
    assertThat(shorter(500)).isEqualTo("December 15, 2011");
  }

  @Test
  void friendlyNumber() {
    assertThat(locale.friendlyNumber(1000000)).isEqualTo("1,000,000");
  }

  @Test
  void list() {
    assertThat(locale.list(List.of())).isEmpty();
    assertThat(locale.list(List.of("A"))).isEqualTo("A");
    assertThat(locale.list(List.of("A", "B"))).isEqualTo("A and B");
    assertThat(locale.list(List.of("A", "B", "C"))).isEqualTo("A, B and C");
  }

  @Test
  void formatDay() {
    assertThat(locale.formatDay(DATE, ZoneOffset.UTC)).isEqualTo("Sunday, April 28");
    assertThat(locale.formatMonthDay(DATE, ZoneOffset.UTC)).isEqualTo("April 28");
  }
}
