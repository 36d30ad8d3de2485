// SPDX-License-Identifier: Apache-2.0
package tornado.escape;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import okio.Buffer;
import okio.ByteString;

/// Percent-encoding (RFC 3986 §2.1), in its two dialects.
///
/// **Thread**: any.
final class URLCode {
  /// Which part of a URL is meant.
  enum Part {
    /// A space is `+`, a slash is encoded.
    QUERY,
    /// A space is encoded, a slash and a plus stand for themselves.
    PATH
  }

  private static final String HEX = "0123456789ABCDEF";

  private URLCode() {}

  static String encode(byte[] bytes, Part part) {
    var text = new StringBuilder(bytes.length + 16);
    for (byte b : bytes) {
      int c = b & 0xff;
      if (isUnreserved(c) || (c == '/' && part == Part.PATH)) {
        text.append((char) c);
      } else if (c == ' ' && part == Part.QUERY) {
        text.append('+');
      } else {
        text.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
      }
    }
    return text.toString();
  }

  /// Decodes; a `%` without two hexadecimal digits behind it stands for itself.
  static ByteString decode(String text, Part part) {
    if (text.indexOf('%') < 0 && (part == Part.PATH || text.indexOf('+') < 0)) {
      return ByteString.encodeUtf8(text);
    }
    var bytes = new Buffer();
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == '%' && i + 2 < text.length() && hex(text, i + 1) >= 0 && hex(text, i + 2) >= 0) {
        bytes.writeByte(hex(text, i + 1) << 4 | hex(text, i + 2));
        i += 3;
        continue;
      }
      if (c == '+' && part == Part.QUERY) {
        bytes.writeByte(' ');
        i++;
      } else {
        int codePoint = text.codePointAt(i);
        bytes.writeUtf8CodePoint(codePoint);
        i += Character.charCount(codePoint);
      }
    }
    return bytes.readByteString();
  }

  static Map<String, List<ByteString>> parseQuery(String query, boolean keepBlank) {
    var arguments = new LinkedHashMap<String, List<ByteString>>();
    for (String segment : query.split("&", -1)) {
      int equals = segment.indexOf('=');
      String name = equals < 0 ? segment : segment.substring(0, equals);
      String value = equals < 0 ? "" : segment.substring(equals + 1);
      if (!segment.isEmpty() && (keepBlank || !value.isEmpty())) {
        String decoded = decode(name, Part.QUERY).string(StandardCharsets.ISO_8859_1);
        arguments.computeIfAbsent(decoded, _ -> new ArrayList<>(1)).add(decode(value, Part.QUERY));
      }
    }
    return arguments;
  }

  private static boolean isUnreserved(int c) {
    int lower = c | 0x20;
    return (lower >= 'a' && lower <= 'z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '.'
        || c == '-'
        || c == '~';
  }

  private static int hex(String text, int at) {
    char c = text.charAt(at);
    return c < 0x80 ? Character.digit(c, 16) : -1;
  }
}
