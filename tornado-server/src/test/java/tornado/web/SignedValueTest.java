// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tornado.web.SignedValue.Keys;
import tornado.web.SignedValue.Options;

/// Signed values. Python: web_test, SignedValueTest.
final class SignedValueTest {
  private static final Keys SECRET = Keys.of("It's a secret to everybody");
  private static final Map<Integer, String> SECRETS =
      Map.of(0, "ajklasdf0ojaisdf", 1, "aslkjasaolwkjsdf");
  private static final Instant PRESENT = Instant.ofEpochSecond(1_300_000_000);
  private static final Instant PAST = PRESENT.minus(Duration.ofDays(32));
  private static final ByteString VALUE = ByteString.encodeUtf8("value");

  private static final String V1 = "dmFsdWU=|1300000000|31c934969f53e48164c50768b40cbd7e2daaaa4f";
  private static final String V2_PREFIX = "2|1:0|10:1300000000|3:key|8:dmFsdWU=|";
  private static final String V2_SIGNATURE =
      "3d4e60b996ff9c5d5788e333a0cba6f238a22c6c0f94788870e1a9ecd482e152";

  private static @Nullable ByteString decode(String name, String signed, int minVersion) {
    Options options = Options.DEFAULT.withMinVersion(minVersion);
    return SignedValue.decode(SECRET, name, signed, options, PRESENT);
  }

  private static @Nullable ByteString decode(Keys keys, String signed) {
    return SignedValue.decode(keys, "key", signed, Options.DEFAULT, PRESENT);
  }

  @Test
  void knownValues() {
    assertThat(SignedValue.create(SECRET, "key", VALUE, PRESENT, 1)).isEqualTo(V1);
    assertThat(SignedValue.create(SECRET, "key", VALUE, PRESENT, 2))
        .isEqualTo(V2_PREFIX + V2_SIGNATURE);
    assertThat(SignedValue.create(SECRET, "key", VALUE, PRESENT))
        .isEqualTo(V2_PREFIX + V2_SIGNATURE);
    assertThat(decode("key", V1, 1)).isEqualTo(VALUE);
    assertThat(decode("key", V1, 2)).isNull();
    assertThat(decode("key", V2_PREFIX + V2_SIGNATURE, 1)).isEqualTo(VALUE);
    assertThat(decode("key", V2_PREFIX + V2_SIGNATURE, 2)).isEqualTo(VALUE);
  }

  @Test
  void nameSwap() {
    String signed1 = SignedValue.create(SECRET, "key1", VALUE, PRESENT);
    String signed2 = SignedValue.create(SECRET, "key2", VALUE, PRESENT);

    assertThat(decode("key2", signed1, 1)).isNull();
    assertThat(decode("key1", signed2, 1)).isNull();
  }

  @Test
  void expired() {
    String signed = SignedValue.create(SECRET, "key1", VALUE, PAST);

    assertThat(SignedValue.decode(SECRET, "key1", signed, Options.DEFAULT, PAST)).isEqualTo(VALUE);
    assertThat(SignedValue.decode(SECRET, "key1", signed, Options.DEFAULT, PRESENT)).isNull();
  }

  @Test
  void ageCountsToTheSecond() {
    String signed = SignedValue.create(SECRET, "key", VALUE, PRESENT);
    Options day = Options.DEFAULT.withMaxAgeDays(1);

    assertThat(SignedValue.decode(SECRET, "key", signed, day, PRESENT.plusSeconds(86_400)))
        .isEqualTo(VALUE);
    assertThat(SignedValue.decode(SECRET, "key", signed, day, PRESENT.plusSeconds(86_401)))
        .isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2|1:1|10:1300000000|3:key|8:dmFsdWU=|",
        "2|1:0|10:130000000|3:key|8:dmFsdWU=|",
        "2|1:0|10:1300000000|3:keey|8:dmFsdWU=|",
        "2|1:0|10:1300000001|3:key|8:dmFsdWU=|",
        "2|1:0|10:1300000000|3:kez|8:dmFsdWU=|",
        "2|1:0|10:1300000000|3:key|8:dmFsdWV=|",
        "2|1:0|10:1300000000|3:key|999999999999:dmFsdWU=|",
        "2|1:0|10:1300000000|3:key|99999999999999999999:dmFsdWU=|",
        "2|1:0|10:1300000000|3:key|-1:dmFsdWU=|",
        "2|1:0|10:1300000000|3:key|:dmFsdWU=|",
        "2|1:x|10:1300000000|3:key|8:dmFsdWU=|",
        "2|1:0|10:1300000000|3:key|8",
        "2|1:0|",
        "2|",
        "3|1:0|10:1300000000|3:key|8:dmFsdWU=|",
        "",
      })
  void payloadTampering(String prefix) {
    assertThat(decode("key", V2_PREFIX + V2_SIGNATURE, 2)).isEqualTo(VALUE);
    assertThat(decode("key", prefix + V2_SIGNATURE, 2)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "4d4e60b996ff9c5d5788e333a0cba6f238a22c6c0f94788870e1a9ecd482e152",
        "3d4e60b996ff9c5d5788e333a0cba6f238a22c6c0f94788870e1a9ecd482e153",
        "3D4E60B996FF9C5D5788E333A0CBA6F238A22C6C0F94788870E1A9ECD482E152",
        V2_SIGNATURE + "38",
        "3d4e60b996ff9c5d5788e333a0cba6f238a22c6c0f94788870e1a9ecd482e1",
      })
  void signatureTampering(String signature) {
    assertThat(decode("key", V2_PREFIX + signature, 1)).isNull();
  }

  @Test
  void oversizedValueIsOrdinary() {
    ByteString big = ByteString.of(new byte[1 << 20]);
    String signed = SignedValue.create(SECRET, "key", big, PRESENT);

    assertThat(decode("key", signed, 2)).isEqualTo(big);
    assertThat(decode("key", signed + "0", 2)).isNull();
  }

  @Test
  void nonAscii() {
    ByteString value = ByteString.decodeHex("e9");
    String signed = SignedValue.create(SECRET, "key", value, PRESENT);

    assertThat(decode("key", signed, 2)).isEqualTo(value);
  }

  @Test
  void nameBeyondAsciiHasItsLengthInBytes() {
    String signed = SignedValue.create(SECRET, "\u00e9", VALUE, PRESENT);

    assertThat(signed).contains("|2:\u00e9|");
    assertThat(decode("\u00e9", signed, 2)).isEqualTo(VALUE);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void keyVersioningReadWrite(int keyVersion) {
    Keys keys = Keys.of(SECRETS, keyVersion);
    String signed = SignedValue.create(keys, "key", VALUE, PRESENT);

    assertThat(decode(keys, signed)).isEqualTo(VALUE);
    assertThat(decode(Keys.of(SECRETS, 1 - keyVersion), signed)).isEqualTo(VALUE);
  }

  @Test
  void keyVersioningInvalidKey() {
    String signed = SignedValue.create(Keys.of(SECRETS, 0), "key", VALUE, PRESENT);

    assertThat(decode(Keys.of(Map.of(1, "aslkjasaolwkjsdf"), 1), signed)).isNull();
  }

  @Test
  void keyVersionRetrieval() {
    String signed = SignedValue.create(Keys.of(SECRETS, 1), "key", VALUE, PRESENT);

    assertThat(SignedValue.keyVersion(signed)).hasValue(1);
    assertThat(SignedValue.keyVersion(V1)).isEmpty();
    assertThat(SignedValue.keyVersion("2|x")).isEmpty();
    assertThat(SignedValue.keyVersion("")).isEmpty();
  }

  @Test
  void firstVersionDoesNotGoWithSeveralKeys() {
    Keys keys = Keys.of(SECRETS, 0);

    assertThat(decode(keys, V1)).isNull();
    assertThatThrownBy(() -> SignedValue.create(keys, "key", VALUE, PRESENT, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("version 1 knows one secret but there are several");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3})
  void versionsThatDoNotExist(int version) {
    assertThatThrownBy(() -> SignedValue.create(SECRET, "key", VALUE, PRESENT, version))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("version < 1 or > 2: " + version);
    assertThatThrownBy(() -> Options.DEFAULT.withMinVersion(version))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("minVersion < 1 or > 2: " + version);
  }

  @Test
  void keysThatAreNone() {
    assertThatThrownBy(() -> Keys.of("")).hasMessage("a secret is empty");
    assertThatThrownBy(() -> Keys.of(Map.of(1, ""), 1)).hasMessage("a secret is empty");
    assertThatThrownBy(() -> Keys.of(Map.of(-1, "a"), -1)).hasMessage("number of a secret < 0: -1");
    assertThatThrownBy(() -> Keys.of(SECRETS, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no secret has the number that signs: 2");
  }
}
