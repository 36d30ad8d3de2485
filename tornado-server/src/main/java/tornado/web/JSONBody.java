// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Function;
import okio.ByteString;
import tornado.escape.JSONException;
import tornado.httputil.HTTPUtil;

/// Reads JSON from a request's body.
///
/// **Thread**: the handler's coroutine.
final class JSONBody {
  private static final int MAX_REASON_CHARS = 200;

  private JSONBody() {}

  /// Reads the body.
  ///
  /// @throws HTTPError 415 if it isn't called JSON, 400 if it can't be read
  static <T> T read(RequestInput handler, Function<String, T> decoder) {
    String type = handler.request().headers().get("Content-Type", "");
    if (!isJson(type) && !handler.application().lenientJson()) {
      throw new HTTPError(415, "Content-Type is not JSON");
    }
    try {
      return decoder.apply(decode(handler.request().body()));
    } catch (JSONException e) {
      throw new HTTPError(400, "Invalid JSON: " + e.getMessage(), reason(e));
    }
  }

  /// Tells whether a Content-Type is `application/json` or one that ends in `+json` (RFC 6839 §3.1).
  private static boolean isJson(String contentType) {
    String type = HTTPUtil.parseHeader(contentType).value().toLowerCase(Locale.ROOT);
    return type.equals("application/json")
        || (type.startsWith("application/") && type.endsWith("+json"));
  }

  private static String decode(ByteString body) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(body.toByteArray());
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw new HTTPError(400, "Invalid JSON: not UTF-8", "JSON is not UTF-8");
    }
  }

  /// Returns what the client is told: the path may hold keys that it chose, of which only harmless characters are shown.
  private static String reason(JSONException e) {
    String message =
        e.path().isEmpty() ? "expected JSON of another form" : String.valueOf(e.getMessage());
    var reason = new StringBuilder(message);
    reason.setLength(Math.min(message.length(), MAX_REASON_CHARS));
    for (int i = 0; i < reason.length(); i++) {
      char c = reason.charAt(i);
      if (c < ' ' || c > '~' || c == '<' || c == '>') {
        reason.setCharAt(i, '?');
      }
    }
    return reason.toString();
  }
}
