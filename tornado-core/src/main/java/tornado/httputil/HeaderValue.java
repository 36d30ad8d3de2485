// SPDX-License-Identifier: Apache-2.0
package tornado.httputil;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A field value with parameters, such as a Content-Disposition.
///
/// **Thread**: any.
///
/// @param value what comes before the parameters
/// @param params the parameters, their names in lower case; those without `=` are left out
public record HeaderValue(String value, Map<String, String> params) {
  /// Copies the parameters.
  public HeaderValue {
    params = Map.copyOf(params);
  }

  /// Reads a value in one pass: quoted strings may hold semicolons and backslash escapes; `name*=charset'language'percent-encoded`
  /// (RFC 8187) counts before the plain form.
  static HeaderValue parse(String text) {
    List<String> parts = split(text);
    var params = new LinkedHashMap<String, String>();
    var extended = new LinkedHashMap<String, String>();
    for (String part : parts.subList(1, parts.size())) {
      int equals = part.indexOf('=');
      if (equals >= 0) {
        String name = part.substring(0, equals).strip().toLowerCase(java.util.Locale.ROOT);
        String value = unquote(part.substring(equals + 1).strip());
        if (name.endsWith("*")) {
          extended.put(name.substring(0, name.length() - 1), decodeExtended(value));
        } else {
          params.put(name, value);
        }
      }
    }
    params.putAll(extended);
    return new HeaderValue(parts.getFirst().strip(), params);
  }

  /// Splits at semicolons outside quotes; a quote that is never closed begins no quoted string.
  private static List<String> split(String text) {
    var parts = new ArrayList<String>();
    int start = 0;
    int i = 0;
    boolean unclosed = false;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == ';') {
        parts.add(text.substring(start, i));
        start = i + 1;
      } else if (c == '"' && !unclosed) {
        int close = closingQuote(text, i + 1);
        unclosed = close < 0;
        i = unclosed ? i : close;
      }
      i++;
    }
    parts.add(text.substring(start));
    return parts;
  }

  private static int closingQuote(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '"') {
        return i;
      }
    }
    return -1;
  }

  private static String unquote(String value) {
    int last = value.length() - 1;
    if (last < 1 || value.charAt(0) != '"' || value.charAt(last) != '"') {
      return value;
    }
    var text = new StringBuilder(last);
    for (int i = 1; i < last; i++) {
      char c = value.charAt(i);
      boolean escape = c == '\\' && i + 1 < last && isEscapable(value.charAt(i + 1));
      text.append(escape ? value.charAt(++i) : c);
    }
    return text.toString();
  }

  private static boolean isEscapable(char c) {
    return c == '"' || c == '\\';
  }

  private static String decodeExtended(String value) {
    int first = value.indexOf('\'');
    int second = value.indexOf('\'', first + 1);
    if (first < 0 || second < 0) {
      return percentDecode(value, StandardCharsets.UTF_8);
    }
    return percentDecode(value.substring(second + 1), charset(value.substring(0, first)));
  }

  private static Charset charset(String name) {
    try {
      return name.isEmpty() ? StandardCharsets.US_ASCII : Charset.forName(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      // As Python does: no byte of the name is lost.
      return StandardCharsets.ISO_8859_1;
    }
  }

  private static String percentDecode(String text, Charset charset) {
    var bytes = new okio.Buffer();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean escape =
          c == '%'
              && i + 2 < text.length()
              && Grammar.isHexDigit(text.charAt(i + 1))
              && Grammar.isHexDigit(text.charAt(i + 2));
      if (escape) {
        bytes.writeByte(Integer.parseInt(text.substring(i + 1, i + 3), 16));
        i += 2;
      } else {
        bytes.writeUtf8CodePoint(c);
      }
    }
    return bytes.readString(charset);
  }
}
