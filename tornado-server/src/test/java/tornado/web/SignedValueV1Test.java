// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tornado.fixture.LogRecorder;

/// Signed values of version 1, and what their missing separators allow. Python: web_test, SecureCookieV1Test.
final class SignedValueV1Test {
  private static final SignedValue.Keys KEYS = SignedValue.Keys.of("0123456789");
  private static final Instant NOW = Instant.ofEpochSecond(1_300_000_000);

  /// In base64 it is `12345678`.
  private static final ByteString DIGITS = ByteString.decodeHex("d76df8e7aefc");

  private static @Nullable ByteString decode(String signed, Instant now) {
    return SignedValue.decode(KEYS, "foo", signed, SignedValue.Options.DEFAULT, now);
  }

  private static String create(ByteString value) {
    return SignedValue.create(KEYS, "foo", value, NOW, 1);
  }

  @Test
  void roundTrip() {
    ByteString value = ByteString.encodeUtf8("bar");

    assertThat(decode(create(value), NOW)).isEqualTo(value);
  }

  @Test
  void arbitraryBytes() {
    ByteString value = ByteString.decodeHex("e9007cff");

    assertThat(decode(create(value), NOW)).isEqualTo(value);
  }

  @Test
  void cookieTamperingFutureTimestamp() {
    String signed = create(DIGITS);
    String tampered = signed.replace("12345678|", "1234|5678");

    try (LogRecorder log = LogRecorder.of("tornado.general")) {
      assertThat(decode(signed, NOW)).isEqualTo(DIGITS);
      assertThat(decode(tampered, NOW)).isNull();
      assertThat(log.lines())
          .containsExactly("WARN Cookie timestamp in future; possible tampering: foo");
    }
  }

  @Test
  void lettersThatPassForATimeAreTampering() {
    String signed = create(ByteString.encodeUtf8("value"));
    String tampered = signed.replace("dmFsdWU=|", "dmFs|dWU=");

    try (LogRecorder log = LogRecorder.of("tornado.general")) {
      assertThat(decode(tampered, NOW)).isNull();
      assertThat(log.lines()).hasSize(1);
    }
  }

  @Test
  void timeThatBeginsWithZeroIsTampering() {
    ByteString zeros = ByteString.decodeHex("000000000d34");
    String signed = create(zeros);
    String tampered = signed.replace("AAAAAA00|", "AAAAAA|00");

    try (LogRecorder log = LogRecorder.of("tornado.general")) {
      assertThat(decode(signed, NOW)).isEqualTo(zeros);
      assertThat(decode(tampered, NOW)).isNull();
      assertThat(log.lines()).containsExactly("WARN Tampered cookie: foo");
    }
  }

  @ParameterizedTest
  @CsvSource({"-32, Cookie timestamp in future; possible tampering", "32, Expired cookie"})
  void timeTooFarAwayIsLogged(int days, String expected) {
    String signed = create(DIGITS);

    try (LogRecorder log = LogRecorder.of("tornado.general")) {
      assertThat(decode(signed, NOW.plus(Duration.ofDays(days)))).isNull();
      assertThat(log.lines()).containsExactly("WARN " + expected + ": foo");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "a|b", "a|b|c|d", "||", "|1300000000|"})
  void malformedValueIsNone(String signed) {
    try (LogRecorder log = LogRecorder.of("tornado.general")) {
      assertThat(decode(signed, NOW)).isNull();
      assertThat(log.lines()).allMatch("WARN Invalid cookie signature: foo"::equals);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0|", "03|", "x2|", "1000|", "12345678901|"})
  void valueThatBeginsWithNoVersionIsOfTheFirst(String beginning) {
    assertThat(SignedValue.version(beginning)).isEqualTo(1);
  }
}
