// SPDX-License-Identifier: Apache-2.0
package tornado.httputil;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import okio.Buffer;
import okio.ByteString;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tornado.fixture.Vectors;

/// Every value that Python's Tornado gave for its module `httputil`.
class HTTPUtilVectorsTest {
  static List<JsonNode> headersParse() {
    return Vectors.cases("headers_parse");
  }

  @ParameterizedTest
  @MethodSource
  void headersParse(JsonNode vector) {
    String text = input(vector);
    ByteString bytes = ByteString.encodeString(text, StandardCharsets.ISO_8859_1);
    if (isError(vector)) {
      assertRefused(() -> HTTPHeaders.parse(text));
      assertRefused(() -> HTTPHeaders.parse(new Buffer().write(bytes), bytes.size()));
      return;
    }
    var expected = new ArrayList<HTTPHeaders.Field>();
    ok(vector)
        .forEach(pair ->
            expected.add(new HTTPHeaders.Field(pair.get(0).asString(), pair.get(1).asString())));

    assertThat(HTTPHeaders.parse(text).getAll()).isEqualTo(expected);
    assertThat(HTTPHeaders.parse(new Buffer().write(bytes), bytes.size()).getAll())
        .isEqualTo(expected);
  }

  static List<JsonNode> parseCookie() {
    return Vectors.cases("parse_cookie");
  }

  @ParameterizedTest
  @MethodSource
  void parseCookie(JsonNode vector) {
    assertThat(HTTPUtil.parseCookie(input(vector))).isEqualTo(map(ok(vector)));
  }

  static List<JsonNode> parseHeader() {
    return Vectors.cases("parse_header");
  }

  @ParameterizedTest
  @MethodSource
  void parseHeader(JsonNode vector) {
    HeaderValue value = HTTPUtil.parseHeader(input(vector));

    assertThat(value.value()).isEqualTo(ok(vector).get(0).asString());
    assertThat(value.params()).isEqualTo(map(ok(vector).get(1)));
  }

  static List<JsonNode> parseRangeHeader() {
    return Vectors.cases("range_header");
  }

  @ParameterizedTest
  @MethodSource
  void parseRangeHeader(JsonNode vector) {
    JsonNode ok = ok(vector);
    @Nullable ByteRange expected =
        ok.isNull() ? null : new ByteRange(number(ok.get(0)), number(ok.get(1)));

    assertThat(HTTPUtil.parseRangeHeader(input(vector))).isEqualTo(expected);
  }

  static List<JsonNode> contentRange() {
    return Vectors.cases("content_range");
  }

  @ParameterizedTest
  @MethodSource
  void contentRange(JsonNode vector) {
    String range =
        HTTPUtil.contentRange(
            number(vector.get("start")), number(vector.get("end")), vector.get("total").asLong());

    assertThat(range).isEqualTo(vector.get("output").asString());
  }

  static List<JsonNode> parseRequestStartLine() {
    return Vectors.cases("request_start_line");
  }

  @ParameterizedTest
  @MethodSource
  void parseRequestStartLine(JsonNode vector) {
    if (isError(vector)) {
      assertRefused(() -> HTTPUtil.parseRequestStartLine(input(vector)));
      return;
    }
    JsonNode ok = ok(vector);

    assertThat(HTTPUtil.parseRequestStartLine(input(vector)))
        .isEqualTo(
            new RequestStartLine(ok.get(0).asString(), ok.get(1).asString(), ok.get(2).asString()));
  }

  static List<JsonNode> parseResponseStartLine() {
    return Vectors.cases("response_start_line");
  }

  @ParameterizedTest
  @MethodSource
  void parseResponseStartLine(JsonNode vector) {
    if (isError(vector)) {
      assertRefused(() -> HTTPUtil.parseResponseStartLine(input(vector)));
      return;
    }
    JsonNode ok = ok(vector);
    // Python has null where we have the empty reason that was sent.
    String reason = ok.get(2).isNull() ? "" : ok.get(2).asString();

    assertThat(HTTPUtil.parseResponseStartLine(input(vector)))
        .isEqualTo(new ResponseStartLine(ok.get(0).asString(), ok.get(1).asInt(), reason));
  }

  static List<JsonNode> splitHostAndPort() {
    return Vectors.cases("split_host_and_port");
  }

  @ParameterizedTest
  @MethodSource
  void splitHostAndPort(JsonNode vector) {
    JsonNode ok = ok(vector);
    Integer port = ok.get(1).isNull() ? null : ok.get(1).asInt();

    assertThat(HTTPUtil.splitHostAndPort(input(vector)))
        .isEqualTo(new HostAndPort(ok.get(0).asString(), port));
  }

  static List<JsonNode> urlConcat() {
    return Vectors.cases("url_concat");
  }

  @ParameterizedTest
  @MethodSource
  void urlConcat(JsonNode vector) {
    assertThat(HTTPUtil.urlConcat(vector.get("url").asString(), map(vector.get("args"))))
        .isEqualTo(vector.get("output").asString());
  }

  static List<JsonNode> formatTimestamp() {
    return Vectors.cases("format_timestamp");
  }

  @ParameterizedTest
  @MethodSource
  void formatTimestamp(JsonNode vector) {
    assertThat(HTTPUtil.formatTimestamp(vector.get("input").asDouble()))
        .isEqualTo(vector.get("output").asString());
  }

  static List<JsonNode> parseBodyArguments() {
    return Vectors.cases("form_body");
  }

  @ParameterizedTest
  @MethodSource
  void parseBodyArguments(JsonNode vector) {
    ByteString body = latin1(vector.get("body_latin1"));
    String type = vector.get("content_type").asString();
    if (isError(vector)) {
      assertRefused(() -> HTTPUtil.parseBodyArguments(type, body, null, ParseBodyConfig.DEFAULT));
      return;
    }

    FormBody form = HTTPUtil.parseBodyArguments(type, body, null, ParseBodyConfig.DEFAULT);

    assertThat(form.arguments()).isEqualTo(arguments(ok(vector).get("arguments")));
    assertThat(form.files()).isEqualTo(files(ok(vector).get("files")));
  }

  private static Map<String, List<ByteString>> arguments(JsonNode node) {
    var arguments = new LinkedHashMap<String, List<ByteString>>();
    node.properties()
        .forEach(entry -> {
          var values = new ArrayList<ByteString>();
          entry.getValue().forEach(value -> values.add(latin1(value)));
          arguments.put(entry.getKey(), values);
        });
    return arguments;
  }

  private static Map<String, List<HTTPFile>> files(JsonNode node) {
    var files = new LinkedHashMap<String, List<HTTPFile>>();
    node.properties()
        .forEach(entry -> {
          var values = new ArrayList<HTTPFile>();
          entry
              .getValue()
              .forEach(file ->
                  values.add(
                      new HTTPFile(
                          file.get("filename").asString(),
                          latin1(
                              file.has("body_latin1") ? file.get("body_latin1") : file.get("body")),
                          file.get("content_type").asString())));
          files.put(entry.getKey(), values);
        });
    return files;
  }

  private static ByteString latin1(JsonNode node) {
    return ByteString.encodeString(node.asString(), StandardCharsets.ISO_8859_1);
  }

  private static Map<String, String> map(JsonNode node) {
    var map = new LinkedHashMap<String, String>();
    node.properties().forEach(entry -> map.put(entry.getKey(), entry.getValue().asString()));
    return map;
  }

  private static @Nullable Long number(JsonNode node) {
    return node.isNull() ? null : node.asLong();
  }

  private static String input(JsonNode vector) {
    return vector.get("input").asString();
  }

  private static JsonNode ok(JsonNode vector) {
    return vector.get("output").get("ok");
  }

  private static boolean isError(JsonNode vector) {
    return vector.get("output").has("error");
  }

  private static void assertRefused(ThrowingCallable action) {
    assertThatThrownBy(action).isInstanceOf(HTTPInputError.class);
  }
}
