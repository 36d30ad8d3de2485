// SPDX-License-Identifier: Apache-2.0
package tornado.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Carried over from Tornado's `options_test.OptionsTest`: the types.
class OptionTypeTest {
  private enum Mode {
    FAST,
    VERY_SLOW
  }

  @Test
  void types() {
    assertThat(OptionType.TEXT.parse("a")).isEqualTo("a");
    assertThat(OptionType.INTEGER.parse("-4")).isEqualTo(-4);
    assertThat(OptionType.LONG.parse("10000000000")).isEqualTo(10_000_000_000L);
    assertThat(OptionType.DOUBLE.parse("1.5")).isEqualTo(1.5);
    assertThat(OptionType.PATH.parse("a/b")).isEqualTo(Path.of("a", "b"));
    assertThat(OptionType.ofEnum(Mode.class).parse("very-slow")).isEqualTo(Mode.VERY_SLOW);
    assertThat(OptionType.ofEnum(Mode.class).name()).isEqualTo("one of [fast, very_slow]");
  }

  @ParameterizedTest
  @CsvSource({
    "true,true",
    "yes,true",
    "1,true",
    "false,false",
    "FALSE,false",
    "0,false",
    "f,false"
  })
  void booleans(String text, boolean value) {
    assertThat(OptionType.BOOLEAN.parse(text)).isEqualTo(value);
  }

  @Test
  void multipleInt() {
    assertThat(OptionType.INTEGER.parseList("1,3,5:7")).containsExactly(1, 3, 5, 6, 7);
    assertThat(OptionType.TEXT.parseList("a:b,c")).containsExactly("a:b", "c");
  }

  @Test
  void multipleString() {
    assertThat(OptionType.TEXT.parseList("a,b,c")).containsExactly("a", "b", "c");
  }

  @Test
  void typesWithConvType() {
    OptionType<URI> type = OptionType.of("address", URI::create);
    OptionType<Instant> instant = OptionType.of("instant", Instant::parse);

    assertThat(type.parse("http://a/")).isEqualTo(URI.create("http://a/"));
    assertThat(instant.parseList("1970-01-01T00:00:00Z")).containsExactly(Instant.EPOCH);
    assertThatThrownBy(() -> type.parse("a b")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> instant.parse("noon")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void spacesAroundNumbersDoNotMatter() {
    assertThat(OptionType.INTEGER.parseList("1, 3 , 5 : 6")).containsExactly(1, 3, 5, 6);
    assertThat(OptionType.LONG.parseList("1, 2")).containsExactly(1L, 2L);
    assertThat(OptionType.DOUBLE.parseList("1, 2.5")).containsExactly(1.0, 2.5);
  }

  /// Counting in 32 bits would go on for ever.
  @Test
  void aRangeMayEndWithTheLargestNumber() {
    assertThat(OptionType.INTEGER.parseList("2147483646:2147483647"))
        .containsExactly(Integer.MAX_VALUE - 1, Integer.MAX_VALUE);
    assertThat(OptionType.INTEGER.parseList("2:1")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1:2000000", "1:", ":1", "a:b", "1,,2", "-2147483648:2147483647"})
  void listsThatAreNone(String text) {
    assertThatThrownBy(() -> OptionType.INTEGER.parseList(text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "45s, PT45S",
    "45, PT45S",
    "1h 30m, PT1H30M",
    "1.5d, PT36H",
    "5min, PT5M",
    "250ms, PT0.25S",
    "3us, PT0.000003S",
    "1w 2days 3hours 4minutes 5seconds, PT219H4M5S",
    "-2s, PT-2S"
  })
  void timedelta(String text, Duration value) {
    assertThat(OptionType.DURATION.parse(text)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "s", "1 fortnight", "1h-", "1..5s", "99999999999w", "-99999999999w"})
  void durationsThatAreNone(String text) {
    assertThatThrownBy(() -> OptionType.DURATION.parse(text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sun Apr 28 05:16:00 2013",
        "2013-04-28 05:16:00",
        "2013-04-28 05:16",
        "2013-04-28T05:16",
        "20130428 05:16:00",
        "20130428 05:16"
      })
  void datetimes(String text) {
    assertThat(OptionType.DATE_TIME.parse(text)).isEqualTo(LocalDateTime.of(2013, 4, 28, 5, 16));
  }

  @Test
  void datesAndTimesAlone() {
    assertThat(OptionType.DATE_TIME.parse("2013-04-28"))
        .isEqualTo(LocalDateTime.of(2013, 4, 28, 0, 0));
    assertThat(OptionType.DATE_TIME.parse("20130428"))
        .isEqualTo(LocalDateTime.of(2013, 4, 28, 0, 0));
    assertThat(OptionType.DATE_TIME.parse("05:16")).isEqualTo(LocalDateTime.of(1900, 1, 1, 5, 16));
    assertThat(OptionType.DATE_TIME.parse("05:16:07").toLocalTime())
        .isEqualTo(LocalTime.of(5, 16, 7));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "tomorrow", "2013-13-01", "25:00"})
  void datesThatAreNone(String text) {
    assertThatThrownBy(() -> OptionType.DATE_TIME.parse(text))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
