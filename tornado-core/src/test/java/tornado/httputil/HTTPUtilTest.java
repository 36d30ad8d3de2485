// SPDX-License-Identifier: Apache-2.0
package tornado.httputil;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the vectors of Tornado's leave out of its module. Python: httputil_test.
final class HTTPUtilTest {
  @Test
  void urlConcatNone() {
    Map<String, String> none = null;

    assertThat(HTTPUtil.urlConcat("https://localhost/path?x", none))
        .isEqualTo("https://localhost/path?x");
    assertThat(HTTPUtil.urlConcat("https://localhost/path?x", List.of()))
        .isEqualTo("https://localhost/path?x");
  }

  @Test
  void urlConcatMultParams() {
    var args = List.of(Map.entry("y", "1"), Map.entry("y", "a b/\u00e9"));

    assertThat(HTTPUtil.urlConcat("https://localhost/path?x=0#f", args))
        .isEqualTo("https://localhost/path?x=0&y=1&y=a+b%2F%C3%A9#f");
  }

  @Test
  void qsToQsl() {
    var query = new LinkedHashMap<String, List<String>>();
    query.put("a", List.of("1", "2"));
    query.put("b", List.of("3"));

    assertThat(HTTPUtil.qsToQsl(query))
        .containsExactly(Map.entry("a", "1"), Map.entry("a", "2"), Map.entry("b", "3"));
  }

  @Test
  void everyKindOfDateIsFormatted() {
    String text = "Sun, 27 Jan 2013 18:43:20 GMT";
    Instant instant = Instant.ofEpochSecond(1359312200, 999_999_999);

    assertThat(HTTPUtil.formatTimestamp(instant)).isEqualTo(text);
    assertThat(HTTPUtil.formatTimestamp(1359312200.9)).isEqualTo(text);
    assertThat(HTTPUtil.formatTimestamp(instant.atZone(ZoneId.of("Asia/Tokyo")))).isEqualTo(text);
    assertThat(HTTPUtil.formatTimestamp(LocalDateTime.of(2013, 1, 27, 18, 43, 20))).isEqualTo(text);
    assertThat(HTTPUtil.formatTimestamp(-0.5)).isEqualTo("Wed, 31 Dec 1969 23:59:59 GMT");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sun, 06 Nov 1994 08:49:37 GMT",
        "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994",
        " Sun, 06 Nov 1994 08:49:37 GMT "
      })
  void dateOfEachFormIsRead(String date) {
    assertThat(HTTPDate.parse(date)).contains(Instant.parse("1994-11-06T08:49:37Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "Sun, 06 Nov 1994",
        "Mon, 06 Nov 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 08:49:37 CET",
        "Sun, 06 Nov 1994 25:49:37 GMT",
        "784111777"
      })
  void whatIsNoDateIsNone(String text) {
    assertThat(HTTPDate.parse(text)).isEmpty();
  }

  @Test
  void encodeUsernamePassword() {
    assertThat(HTTPUtil.encodeUsernamePassword("user", "a:b"))
        .isEqualTo(ByteString.encodeUtf8("user:a:b"));
    assertThat(HTTPUtil.encodeUsernamePassword("e\u0301", "A\u030a"))
        .isEqualTo(ByteString.encodeUtf8("\u00e9:\u00c5"));
  }

  /// RFC 9110 §14.1.2: numbers may be larger than any file.
  @ParameterizedTest
  @CsvSource({
    "bytes=0-9223372036854775806, 0, 9223372036854775807",
    "bytes=0-9223372036854775807, 0, 9223372036854775807",
    "bytes=0-99999999999999999999, 0, 9223372036854775807",
    "bytes=99999999999999999999-, 9223372036854775807,",
    "bytes=-99999999999999999999, -9223372036854775807,",
    "bytes=, , ",
    "bytes=5, 5, "
  })
  void largeRange(String field, Long start, Long end) {
    assertThat(HTTPUtil.parseRangeHeader(field)).isEqualTo(new ByteRange(start, end));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bytes",
        "bytes=+1-2",
        "bytes=1-2-3",
        "bytes=--1",
        "Bytes=1-2",
        "bytes=\u0661-\u0662",
        "bytes=1 2-3"
      })
  void unreadableRangeIsIgnored(String field) {
    assertThat(HTTPUtil.parseRangeHeader(field)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "::1, ::1,",
    "[::1]:80, [::1], 80",
    "a:, a:,",
    ":80, :80,",
    "a:9999999999, a:9999999999,"
  })
  void splitHostAndPort(String netloc, String host, Integer port) {
    assertThat(HTTPUtil.splitHostAndPort(netloc)).isEqualTo(new HostAndPort(host, port));
  }

  @Test
  void queryArguments() {
    Map<String, List<ByteString>> arguments =
        HTTPUtil.parseQueryArguments("a=1&&b&=2&a=%zz%4&c;d=3&%E9=%e9+%2B&\u20ac");

    assertThat(arguments)
        .containsEntry("a", List.of(ByteString.encodeUtf8("1"), ByteString.encodeUtf8("%zz%4")))
        .containsEntry("b", List.of(ByteString.EMPTY))
        .containsEntry("", List.of(ByteString.encodeUtf8("2")))
        .containsEntry("c;d", List.of(ByteString.encodeUtf8("3")))
        .containsEntry("\u00e9", List.of(ByteString.decodeHex("e9202b")))
        .containsEntry("\u00e2\u0082\u00ac", List.of(ByteString.EMPTY))
        .hasSize(6);
  }

  /// What a peer sent is quoted in messages so that it can't forge log lines.
  @Test
  void errorsQuoteWireText() {
    var error =
        new HTTPInputError(HTTPViolation.HOST_INVALID, "a\r\nb\u0085\u2028\u0000" + "x".repeat(80));

    assertThat(error)
        .hasMessage(
            "invalid Host header: 'a\\x0d\\x0ab\\x85\\x2028\\x00" + "x".repeat(57) + "...'");
    assertThat(error.status()).isEqualTo(400);
  }
}
