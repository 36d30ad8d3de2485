// SPDX-License-Identifier: Apache-2.0
package tornado.httputil;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tornado.httputil.HTTPHeaders.Field;

/// Header fields as a map, and what may not become one. Python: httputil_test, HTTPHeadersTest.
final class HTTPHeadersTest {
  private static HTTPHeaders abc() {
    var headers = new HTTPHeaders();
    headers.add("a", "1");
    headers.add("B", "2");
    headers.add("A", "3");
    return headers;
  }

  /// More fields than are searched one by one.
  private static HTTPHeaders many() {
    HTTPHeaders headers = abc();
    for (int i = 0; i < 50; i++) {
      headers.add("X-" + i, Integer.toString(i));
    }
    return headers;
  }

  @Test
  void multiLine() {
    HTTPHeaders headers = abc();

    assertThat(headers.get("a")).isEqualTo("1,3");
    assertThat(headers.getList("a")).containsExactly("1", "3");
    assertThat(headers.getList("b")).containsExactly("2");
    assertThat(headers.getAll())
        .containsExactly(new Field("A", "1"), new Field("B", "2"), new Field("A", "3"));
    assertThat(headers.names()).containsExactly("A", "B");
    assertThat(headers.size()).isEqualTo(2);
  }

  @Test
  void missingFieldIsNullOrNothing() {
    HTTPHeaders headers = abc();

    assertThat(headers.get("c")).isNull();
    assertThat(headers.get("c", "otherwise")).isEqualTo("otherwise");
    assertThat(headers.get("a", "otherwise")).isEqualTo("1,3");
    assertThat(headers.getList("c")).isEmpty();
    assertThat(headers.contains("c")).isFalse();
  }

  @Test
  void containsIsCaseInsensitive() {
    assertThat(abc().contains("a")).isTrue();
    assertThat(abc().contains("A")).isTrue();
    assertThat(many().contains("x-49")).isTrue();
    assertThat(HTTPHeaders.of(Map.of("content-TYPE", "x")).contains("Content-Type")).isTrue();
  }

  @Test
  void namesHaveANormalForm() {
    var headers = new HTTPHeaders();

    headers.add("foo_BAR-baz", "");
    headers.add("ETAG", "");
    headers.add("www-authenticate", "");

    assertThat(headers.names()).containsExactly("Foo_bar-Baz", "Etag", "Www-Authenticate");
  }

  @Test
  void setReplacesAllValues() {
    HTTPHeaders few = abc();
    HTTPHeaders many = many();

    few.set("a", "4");
    many.set("a", "4");
    many.set("X-7", "seven");

    assertThat(few.getAll()).containsExactly(new Field("B", "2"), new Field("A", "4"));
    assertThat(many.getList("A")).containsExactly("4");
    assertThat(many.get("x-7")).isEqualTo("seven");
    assertThat(many.get("x-49")).isEqualTo("49");
  }

  @Test
  void setOfASingleFieldKeepsItsPlace() {
    HTTPHeaders headers = abc();

    headers.set("b", "4");

    assertThat(headers.getAll().get(1)).isEqualTo(new Field("B", "4"));
  }

  @Test
  void setIfAbsentLeavesWhatIsThere() {
    HTTPHeaders headers = abc();

    headers.setIfAbsent("a", "4");
    headers.setIfAbsent("c", "5");

    assertThat(headers.get("a")).isEqualTo("1,3");
    assertThat(headers.get("c")).isEqualTo("5");
  }

  @Test
  void removeTakesAllValues() {
    HTTPHeaders few = abc();
    HTTPHeaders many = many();

    few.remove("a");
    few.remove("missing");
    many.remove("x-0");
    many.remove("a");

    assertThat(few.getAll()).containsExactly(new Field("B", "2"));
    assertThat(many.contains("a")).isFalse();
    assertThat(many.get("x-49")).isEqualTo("49");
    assertThat(many.size()).isEqualTo(50);
  }

  @Test
  void clearTakesAll() {
    HTTPHeaders headers = many();

    headers.clear();
    headers.add("a", "1");

    assertThat(headers.getAll()).containsExactly(new Field("A", "1"));
    assertThat(new HTTPHeaders().isEmpty()).isTrue();
  }

  @Test
  void copy() {
    for (HTTPHeaders original : List.of(abc(), many())) {
      HTTPHeaders copy = original.copy();

      assertThat(copy).isEqualTo(original);
      copy.add("a", "9");
      copy.remove("b");

      assertThat(original.get("a")).isEqualTo("1,3");
      assertThat(original.get("b")).isEqualTo("2");
      assertThat(copy.get("a")).isEqualTo("1,3,9");
    }
  }

  @Test
  void addAllKeepsTheOrder() {
    HTTPHeaders headers = abc();

    headers.addAll(HTTPHeaders.of(Map.of("a", "4")));

    assertThat(headers.getList("a")).containsExactly("1", "3", "4");
  }

  @Test
  void equalityComparesContents() {
    var other = new HTTPHeaders();
    other.add("b", "2");
    other.add("a", "1");
    other.add("a", "3");
    var reversed = new HTTPHeaders();
    reversed.add("b", "2");
    reversed.add("a", "3");
    reversed.add("a", "1");

    assertThat(abc()).isEqualTo(other).hasSameHashCodeAs(other);
    assertThat(abc()).isNotEqualTo(reversed).isNotEqualTo(many()).isNotEqualTo("a");
  }

  @Test
  void string() {
    assertThat(abc()).hasToString("A: 1\nB: 2\nA: 3\n");
    assertThat(HTTPHeaders.parse(abc().toString())).isEqualTo(abc());
  }

  @Test
  void iterationGivesEveryLine() {
    var names = new ArrayList<String>();

    for (Field field : abc()) {
      names.add(field.name());
    }

    assertThat(names).containsExactly("A", "B", "A");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", " ", "a b", " a", "a ", "a\t", "a\n", "a\u0000", "\u00e9", "a:", "a\u007f", "\u0130"
      })
  void nameHasToBeAToken(String name) {
    assertThatThrownBy(() -> new HTTPHeaders().add(name, "x"))
        .isInstanceOfSatisfying(
            HTTPInputError.class,
            e -> assertThat(e.violation()).isEqualTo(HTTPViolation.HEADER_NAME_INVALID));
    assertThatThrownBy(() -> new HTTPHeaders().set(name, "x"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "a b\tc", "\u00e9", "\u0080", "\u00ff", "!~"})
  void valueMayBe(String value) {
    var headers = new HTTPHeaders();

    headers.add("a", value);

    assertThat(headers.get("a")).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " ", "\t", " a", "a ", "a\t", "a\rb", "a\nb", "a\u0000", "\u001f", "\u007f", "\u0100"
      })
  void valueMayNotBe(String value) {
    assertThatThrownBy(() -> new HTTPHeaders().add("a", value))
        .isInstanceOfSatisfying(
            HTTPInputError.class,
            e -> assertThat(e.violation()).isEqualTo(HTTPViolation.HEADER_VALUE_INVALID));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a\rb", "a\nb", "a\r\nSet-Cookie: b", "a\u0000", "\u001b", "\u007f", "\u0100"})
  void applicationCannotSetWhatBreaksOut(String value) {
    assertThatThrownBy(() -> new HTTPHeaders().set("a", value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Unsafe header value of A: '");
  }

  @Test
  void parseLine() {
    var headers = new HTTPHeaders();

    headers.parseLine("Content-Type: text/html\r\n");
    headers.parseLine("Content-Length: \t 42 \n");
    headers.parseLine("X: a");
    headers.parseLine(" b");
    headers.parseLine("");
    headers.parseLine("\r\n");

    assertThat(headers.getAll())
        .containsExactly(
            new Field("Content-Type", "text/html"),
            new Field("Content-Length", "42"),
            new Field("X", "a b"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"no colon", " first", "\tfirst", "a\r: b", "a: b\rc"})
  void malformedLineIsRefused(String line) {
    assertThatThrownBy(() -> new HTTPHeaders().parseLine(line)).isInstanceOf(HTTPInputError.class);
  }

  /// Only line feeds end lines. Python: test_unicode_newlines and test_optional_cr.
  @ParameterizedTest
  @ValueSource(strings = {"\u0085", "\u00a0"})
  void otherLineEndsAreText(String character) {
    HTTPHeaders headers = HTTPHeaders.parse("a: x" + character + "b: y\r\nc: z\n");

    assertThat(headers.get("a")).isEqualTo("x" + character + "b: y");
    assertThat(headers.get("c")).isEqualTo("z");
  }

  /// A head that lies in several segments of its buffer.
  @Test
  void largeHeadIsRead() {
    String value = "x".repeat(20_000);
    String text = "A: " + value + "\r\nB: " + value + "\r\n c\r\n";

    HTTPHeaders headers = HTTPHeaders.parse(new Buffer().writeUtf8(text), text.length());

    assertThat(headers.get("a")).isEqualTo(value);
    assertThat(headers.get("b")).isEqualTo(value + " c");
  }
}
