// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Dates of cookies, as RFC 6265 §5.1.1 reads them.
final class CookieDateTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sun, 06 Nov 1994 08:49:37 GMT",
        "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994",
        "6 nov 94 8:49:37",
        "08:49:37 1994 November 6th",
        "06/Nov/1994;08:49:37",
        "odd 08:49:37 6 novembre 1994 odd"
      })
  void readsWhatServersWrite(String text) {
    Instant date = CookieDate.parse(text);

    assertThat(date).isEqualTo("1994-11-06T08:49:37Z");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "soon",
        "06 Nov 1994",
        "Nov 1994 08:49:37",
        "06 1994 08:49:37",
        "06 Nov 08:49:37",
        "06 Nov 1600 08:49:37",
        "32 Nov 1994 08:49:37",
        "31 Feb 1994 08:49:37",
        "06 Nov 1994 24:49:37",
        "06 Nov 1994 08:60:37",
        "06 Nov 1994 08:49:60",
        "06 Nov 19940 08:49:37"
      })
  void refusesTheRest(String text) {
    Instant date = CookieDate.parse(text);

    assertThat(date).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1 Jan 69 0:0:0", "1 Jan 2069 0:0:0"})
  void shortYearsBelow70AreInThisCentury(String text) {
    Instant date = CookieDate.parse(text);

    assertThat(date).isEqualTo("2069-01-01T00:00:00Z");
  }
}
