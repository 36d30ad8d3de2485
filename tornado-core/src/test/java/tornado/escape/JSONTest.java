// SPDX-License-Identifier: Apache-2.0
package tornado.escape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// JSON read into types, and what is said of JSON that doesn't fit.
final class JSONTest {
  private enum Color {
    RED,
    BLUE
  }

  private record Part(@Nullable String name, int count, @Nullable Color color) {
    Part {
      if (count < 0) {
        throw new IllegalArgumentException("count < 0: " + count);
      }
    }
  }

  private record Whole(
      @Nullable String title,
      @Nullable List<Part> parts,
      @Nullable Map<String, Double> sizes,
      @Nullable Boolean done,
      @Nullable Long id) {}

  @Test
  void unknownFieldsAreIgnoredAndMissingOnesAreNullOrZero() {
    Whole whole = Escape.jsonDecode("{\"title\": \"a\", \"other\": {\"x\": [1]}}", Whole.class);

    assertThat(whole).isEqualTo(new Whole("a", null, null, null, null));
    assertThat(Escape.jsonDecode("{}", Part.class)).isEqualTo(new Part(null, 0, null));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "{\"title\": 7}                                  | title: expected text",
        "{\"title\": true}                               | title: expected text",
        "{\"title\": {}}                                 | title: expected text",
        "{\"title\": [\"a\"]}                            | title: expected text",
        "{\"parts\": {}}                                 | parts: expected a list",
        "{\"parts\": [{\"count\": 1}, 7]}                | parts[1]: expected an object",
        "{\"parts\": [{\"count\": \"1\"}]}               | parts[0].count: expected a whole number",
        "{\"parts\": [{\"count\": 1.5}]}                 | parts[0].count: expected a whole number",
        "{\"parts\": [{\"count\": null}]}                | parts[0].count: expected a whole number",
        "{\"parts\": [{\"count\": 1, \"color\": \"X\"}]} | parts[0].color: expected one of RED, BLUE",
        "{\"parts\": [{\"count\": 1, \"color\": 0}]}     | parts[0].color: expected one of RED, BLUE",
        "{\"parts\": [{\"count\": -1}]}                  | parts[0]: value is not allowed",
        "{\"sizes\": {\"a\": \"1.5\"}}                   | sizes.a: expected a number",
        "{\"done\": \"true\"}                            | done: expected true or false",
        "{\"id\": \"7\"}                                 | id: expected a whole number",
        "[]                                              | expected an object",
        "7                                               | expected an object",
        "null                                            | expected a value but was null",
      })
  void whatDoesNotFitIsNamed(String json, String message) {
    assertThatThrownBy(() -> Escape.jsonDecode(json, Whole.class))
        .isInstanceOf(JSONException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "{", "{\"title\": \"a\"", "{} {}", "{'a': 1}", "{\"a\": NaN}", "x"})
  void whatIsNoJSONIsRefused(String json) {
    assertThatThrownBy(() -> Escape.jsonDecode(json, Whole.class))
        .isInstanceOf(JSONException.class);
  }

  @Test
  void brokenJSONIsNamedByLineAndColumn() {
    assertThatThrownBy(() -> Escape.jsonDecode("{\n  \"title\": oops}", Whole.class))
        .isInstanceOf(JSONException.class)
        .hasMessageContaining("expected JSON at line 2, column ");
  }

  @Test
  void nestingHasALimit() {
    assertThat(Escape.jsonDecode("[".repeat(200) + "]".repeat(200))).isInstanceOf(List.class);
    assertThatThrownBy(() -> Escape.jsonDecode("[".repeat(201) + "]".repeat(201)))
        .isInstanceOf(JSONException.class);
    assertThatThrownBy(() -> Escape.jsonDecode("{\"a\":".repeat(100_000)))
        .isInstanceOf(JSONException.class);
  }

  @Test
  void keysOfTheSenderAreCutInPaths() {
    String json = "{\"sizes\": {\"" + "k".repeat(1000) + "\": true}}";

    assertThatThrownBy(() -> Escape.jsonDecode(json, Whole.class))
        .hasMessage("sizes." + "k".repeat(64) + ": expected a number");
  }

  @Test
  void listsOfRecords() {
    List<Part> parts = Escape.jsonDecodeList("[{\"count\": 1}, {\"count\": 2}]", Part.class);

    assertThat(parts).containsExactly(new Part(null, 1, null), new Part(null, 2, null));
    assertThat(Escape.jsonDecodeList("[]", Part.class)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "{}                           | expected a list",
        "null                         | expected a value but was null",
        "[{\"count\": 1}, null]       | [1]: expected a value but was null",
        "[{\"count\": 1}, \"a\"]      | [1]: expected an object",
      })
  void listsThatDoNotFit(String json, String message) {
    assertThatThrownBy(() -> Escape.jsonDecodeList(json, Part.class))
        .isInstanceOf(JSONException.class)
        .hasMessage(message);
  }

  @Test
  void typesWithoutJSONAreTheCallersFault() {
    Type type = Runnable.class;

    assertThatThrownBy(() -> Escape.jsonDecode("{}", type))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("no JSON for such a type: ");
  }
}
