// SPDX-License-Identifier: Apache-2.0
package tornado.httputil;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import okio.ByteString;

/// The form encoding of queries and bodies: `a=1&b=2`, `+` for a space, the rest percent-encoded.
///
/// **Thread**: any.
final class URLQuery {
  private static final String HEX = "0123456789ABCDEF";

  private URLQuery() {}

  /// Reads arguments. Only `&` separates; blank values are kept, empty segments skipped. Names are latin-1 text.
  static Map<String, List<ByteString>> parse(String query) {
    return parse(query, Integer.MAX_VALUE);
  }

  /// Reads at most so many arguments.
  ///
  /// @throws HTTPInputError if there are more
  static Map<String, List<ByteString>> parse(String query, int maxArguments) {
    var arguments = new LinkedHashMap<String, List<ByteString>>();
    int count = 0;
    int start = 0;
    while (start <= query.length()) {
      int and = query.indexOf('&', start);
      int end = and < 0 ? query.length() : and;
      if (end > start) {
        if (++count > maxArguments) {
          throw new HTTPInputError(HTTPViolation.FORM_TOO_MANY_ARGUMENTS);
        }
        int equals = query.indexOf('=', start, end);
        int nameEnd = equals < 0 ? end : equals;
        String name =
            isPlain(query, start, nameEnd)
                ? query.substring(start, nameEnd)
                : decode(query, start, nameEnd).string(StandardCharsets.ISO_8859_1);
        ByteString value = decode(query, Math.min(nameEnd + 1, end), end);
        arguments.computeIfAbsent(name, _ -> new ArrayList<>(1)).add(value);
      }
      start = end + 1;
    }
    return arguments;
  }

  /// Decodes percent-encoding and `+`. A `%` without two hexadecimal digits stands for itself.
  private static ByteString decode(String text, int from, int to) {
    if (isPlain(text, from, to)) {
      return ByteString.encodeUtf8(text.substring(from, to));
    }
    var out = new ByteArrayOutputStream(to - from);
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c == '+') {
        out.write(' ');
      } else if (c == '%'
          && i + 2 < to
          && Grammar.isHexDigit(text.charAt(i + 1))
          && Grammar.isHexDigit(text.charAt(i + 2))) {
        out.write(
            Character.digit(text.charAt(i + 1), 16) << 4 | Character.digit(text.charAt(i + 2), 16));
        i += 2;
      } else if (c < 0x100) {
        out.write(c);
      } else {
        out.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
      }
    }
    return ByteString.of(out.toByteArray());
  }

  private static boolean isPlain(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c == '+' || c == '%' || c >= 0x80) {
        return false;
      }
    }
    return true;
  }

  /// Encodes text in UTF-8 as a name or value.
  static void encode(StringBuilder sink, String text) {
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      int c = b & 0xff;
      boolean letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
      if (letter || Grammar.isDigit(c) || c == '_' || c == '.' || c == '-' || c == '~') {
        sink.append((char) c);
      } else if (c == ' ') {
        sink.append('+');
      } else {
        sink.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
      }
    }
  }
}
