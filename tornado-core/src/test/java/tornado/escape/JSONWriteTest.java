// SPDX-License-Identifier: Apache-2.0
package tornado.escape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What JSON is written of, and what has no form there.
final class JSONWriteTest {
  private enum Color {
    RED
  }

  private record Part(String name, List<Integer> sizes, Color color) {}

  private record Nothing() {}

  /// Has getters, and a secret behind one.
  public static final class Account {
    public String getName() {
      return "ann";
    }

    public String getPassword() {
      return "secret";
    }
  }

  @Test
  void recordsListsMapsAndArrays() {
    var part = new Part("a", List.of(1, 2), Color.RED);

    assertThat(
            Escape.jsonEncode(
                Map.of("parts", List.of(part), "none", new Nothing(), "ints", new int[] {3})))
        .contains("\"parts\": [{\"name\": \"a\", \"sizes\": [1, 2], \"color\": \"RED\"}]")
        .contains("\"none\": {}", "\"ints\": [3]");
  }

  @Test
  void valuesThatAreText() {
    assertThat(
            Escape.jsonEncode(
                List.of(Instant.EPOCH, new UUID(0, 1), Optional.of("x"), Optional.empty(), 'c')))
        .isEqualTo(
            "[\"1970-01-01T00:00:00Z\", \"00000000-0000-0000-0000-000000000001\", \"x\", null, \"c\"]");
  }

  static List<Object> otherValues() {
    return List.of(
        new byte[] {1},
        ByteString.encodeUtf8("x"),
        new Account(),
        new Object(),
        Thread.currentThread(),
        JSONWriteTest.class.getClassLoader(),
        new IllegalStateException("x"));
  }

  @ParameterizedTest
  @MethodSource("otherValues")
  void otherValuesAreRefused(Object value) {
    String type = value.getClass().getSimpleName();

    assertThatThrownBy(() -> Escape.jsonEncode(Map.of("a", List.of(1, value))))
        .isInstanceOf(JSONException.class)
        .hasMessage("a[1]: expected a record, map, list, text, number or truth but was " + type);
    assertThatThrownBy(() -> Escape.jsonEncode(value)).isInstanceOf(JSONException.class);
  }

  @Test
  void valueThatHoldsItselfIsRefused() {
    var map = new HashMap<String, Object>();
    map.put("self", map);

    assertThatThrownBy(() -> Escape.jsonEncode(map))
        .isInstanceOf(JSONException.class)
        .hasMessage("lists and objects nest deeper than 200");
  }

  @Test
  void whatIsWrittenCanBeRead() {
    List<Object> deep = new ArrayList<>();
    for (int i = 0; i < 199; i++) {
      deep = new ArrayList<>(List.of(deep));
    }

    assertThat(Escape.jsonDecode(Escape.jsonEncode(deep))).isEqualTo(deep);
  }
}
