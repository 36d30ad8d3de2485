// SPDX-License-Identifier: Apache-2.0
package tornado.escape;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import okio.ByteString;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tornado.fixture.Vectors;
import tornado.util.Util;

/// Every value that Python's Tornado gave for its module `escape`, and for the mask of `util`.
class EscapeVectorsTest {
  static List<JsonNode> xhtmlEscape() {
    return Vectors.cases("xhtml_escape");
  }

  @ParameterizedTest
  @MethodSource
  void xhtmlEscape(JsonNode vector) {
    assertThat(Escape.xhtmlEscape(input(vector))).isEqualTo(output(vector));
  }

  static List<JsonNode> xhtmlUnescape() {
    return Vectors.cases("xhtml_unescape");
  }

  @ParameterizedTest
  @MethodSource
  void xhtmlUnescape(JsonNode vector) {
    assertThat(Escape.xhtmlUnescape(input(vector))).isEqualTo(output(vector));
  }

  static List<JsonNode> jsonEncode() {
    return Vectors.cases("json_encode");
  }

  @ParameterizedTest
  @MethodSource
  void jsonEncode(JsonNode vector) {
    assertThat(Escape.jsonEncode(input(vector))).isEqualTo(output(vector));
  }

  static List<JsonNode> squeeze() {
    return Vectors.cases("squeeze");
  }

  @ParameterizedTest
  @MethodSource
  void squeeze(JsonNode vector) {
    assertThat(Escape.squeeze(input(vector))).isEqualTo(output(vector));
  }

  static List<JsonNode> urlEscape() {
    return Vectors.cases("url_escape");
  }

  @ParameterizedTest
  @MethodSource
  void urlEscape(JsonNode vector) {
    boolean plus = vector.get("plus").asBoolean();

    String escaped = plus ? Escape.urlEscape(input(vector)) : Escape.urlEscapePath(input(vector));

    assertThat(escaped).isEqualTo(output(vector));
  }

  static List<JsonNode> urlUnescape() {
    return Vectors.cases("url_unescape");
  }

  @ParameterizedTest
  @MethodSource
  void urlUnescape(JsonNode vector) {
    boolean plus = vector.get("plus").asBoolean();

    String text = plus ? Escape.urlUnescape(input(vector)) : Escape.urlUnescapePath(input(vector));

    assertThat(text).isEqualTo(vector.get("output").get("ok").asString());
  }

  static List<JsonNode> linkify() {
    return Vectors.cases("linkify");
  }

  @ParameterizedTest
  @MethodSource
  void linkify(JsonNode vector) {
    JsonNode given = vector.get("options");
    var options = LinkifyOptions.builder();
    if (given.has("shorten")) {
      options.shorten(given.get("shorten").asBoolean());
    }
    if (given.has("require_protocol")) {
      options.requireProtocol(given.get("require_protocol").asBoolean());
    }
    if (given.has("extra_params")) {
      options.extraParams(given.get("extra_params").asString());
    }
    if (given.has("permitted_protocols")) {
      var protocols = new HashSet<String>();
      given.get("permitted_protocols").forEach(each -> protocols.add(each.asString()));
      options.permittedProtocols(protocols);
    }

    assertThat(Escape.linkify(input(vector), options.build())).isEqualTo(output(vector));
  }

  static List<JsonNode> websocketMask() {
    return Vectors.cases("websocket_mask");
  }

  @ParameterizedTest
  @MethodSource
  void websocketMask(JsonNode vector) {
    ByteString mask = ByteString.decodeHex(vector.get("mask").asString());
    ByteString data = ByteString.decodeHex(vector.get("data").asString());

    assertThat(Util.websocketMask(mask, data).hex()).isEqualTo(output(vector));
  }

  private static String input(JsonNode vector) {
    return vector.get("input").asString();
  }

  private static String output(JsonNode vector) {
    return vector.get("output").asString();
  }
}
