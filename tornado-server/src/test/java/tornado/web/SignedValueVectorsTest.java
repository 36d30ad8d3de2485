// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tornado.fixture.LogRecorder;
import tornado.fixture.Vectors;
import tornado.web.SignedValue.Keys;
import tornado.web.SignedValue.Options;

/// Values that Python's Tornado signed and read. Left out are those of version 2 whose names are beyond ASCII, which Python signs but can't
/// read: it writes lengths in characters and reads them in bytes.
final class SignedValueVectorsTest {
  static List<JsonNode> signed() {
    return Vectors.cases("signed_value").stream().filter(vector -> readable(vector)).toList();
  }

  static List<JsonNode> signedWithOneOfSeveral() {
    return Vectors.cases("signed_value_keys").stream().filter(vector -> readable(vector)).toList();
  }

  static List<JsonNode> read() {
    return Vectors.cases("signed_decode");
  }

  private static boolean readable(JsonNode vector) {
    return vector.path("version").asInt(2) == 1
        || vector.get("cookie").asString().chars().allMatch(c -> c < 0x80);
  }

  private static Instant time(JsonNode vector, String name) {
    return Instant.ofEpochSecond((long) vector.get(name).asDouble());
  }

  private static @Nullable ByteString decode(
      Keys keys, JsonNode vector, Options options, String time) {
    return SignedValue.decode(
        keys,
        vector.get("cookie").asString(),
        vector.get("signed").asString(),
        options,
        time(vector, time));
  }

  @ParameterizedTest
  @MethodSource("signed")
  void signsAndReadsAsPythonDoes(JsonNode vector) {
    Keys keys = Keys.of(vector.get("secret").asString());
    ByteString value = ByteString.encodeUtf8(vector.get("value").asString());
    int version = vector.get("version").asInt();

    String signed =
        SignedValue.create(
            keys, vector.get("cookie").asString(), value, time(vector, "time"), version);

    assertThat(signed).isEqualTo(vector.get("signed").asString());
    assertThat(decode(keys, vector, Options.DEFAULT, "time")).isEqualTo(value);
  }

  @ParameterizedTest
  @MethodSource("signedWithOneOfSeveral")
  void signsWithOneOfSeveralKeysAsPythonDoes(JsonNode vector) {
    Map<Integer, String> secrets = new HashMap<>();
    vector
        .get("secrets")
        .properties()
        .forEach(
            entry -> secrets.put(Integer.valueOf(entry.getKey()), entry.getValue().asString()));
    int keyVersion = vector.get("key_version").asInt();
    Keys keys = Keys.of(secrets, keyVersion);
    ByteString value = ByteString.encodeUtf8(vector.get("value").asString());

    String signed =
        SignedValue.create(keys, vector.get("cookie").asString(), value, time(vector, "time"));

    assertThat(signed).isEqualTo(vector.get("signed").asString());
    assertThat(SignedValue.keyVersion(signed)).hasValue(keyVersion);
    assertThat(decode(keys, vector, Options.DEFAULT, "time")).isEqualTo(value);
  }

  @ParameterizedTest
  @MethodSource("read")
  void readsAndRefusesWhatPythonDoes(JsonNode vector) {
    JsonNode minVersion = vector.get("min_version");
    Options options =
        Options.DEFAULT
            .withMaxAgeDays(vector.get("max_age_days").asInt())
            .withMinVersion(minVersion.isNull() ? 1 : minVersion.asInt());
    JsonNode expected = vector.get("value_latin1");

    try (LogRecorder log = LogRecorder.of("tornado.general")) {
      ByteString value = decode(Keys.of(vector.get("secret").asString()), vector, options, "now");

      assertThat(value == null ? null : value.string(StandardCharsets.ISO_8859_1))
          .isEqualTo(expected.isNull() ? null : expected.asString());
      assertThat(log.lines()).hasSizeBetween(0, 1);
    }
  }
}
