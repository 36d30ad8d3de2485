// SPDX-License-Identifier: Apache-2.0
package tornado.httputil;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Cookie fields of requests, read as browsers write them (RFC 6265 §4.2).
///
/// **Thread**: any.
final class RequestCookies {
  /// Names that a Set-Cookie line would take for an attribute.
  private static final Set<String> RESERVED =
      Set.of(
          "expires",
          "path",
          "comment",
          "domain",
          "max-age",
          "secure",
          "httponly",
          "version",
          "samesite",
          "partitioned");

  private RequestCookies() {}

  /// Returns the cookies whose names are usable.
  static Map<String, String> parse(String field) {
    Map<String, String> all = parseAll(field);
    all.keySet().removeIf(name -> !isUsable(name));
    return all;
  }

  /// Returns every pair. Semicolons separate, also within quotes; a part without `=` is a value without a name; of two with one
  /// name the later counts.
  static Map<String, String> parseAll(String field) {
    var cookies = new LinkedHashMap<String, String>();
    int start = 0;
    while (start <= field.length()) {
      int semicolon = field.indexOf(';', start);
      int end = semicolon < 0 ? field.length() : semicolon;
      int equals = field.indexOf('=', start, end);
      String name = equals < 0 ? "" : field.substring(start, equals).strip();
      String value = field.substring(equals < 0 ? start : equals + 1, end).strip();
      if (!name.isEmpty() || !value.isEmpty()) {
        cookies.put(name, unquote(value));
      }
      start = end + 1;
    }
    return cookies;
  }

  /// Takes the quotes and escapes off a value that is wholly quoted, in one pass.
  private static String unquote(String value) {
    int last = value.length() - 1;
    if (last < 1 || value.charAt(0) != '"' || value.charAt(last) != '"') {
      return value;
    }
    var text = new StringBuilder(last);
    for (int i = 1; i < last; i++) {
      char c = value.charAt(i);
      if (c != '\\' || i + 1 == last) {
        text.append(c);
      } else if (isOctal(value, i + 1, last)) {
        text.append((char) Integer.parseInt(value.substring(i + 1, i + 4), 8));
        i += 3;
      } else {
        text.append(value.charAt(++i));
      }
    }
    return text.toString();
  }

  private static boolean isOctal(String value, int at, int end) {
    return at + 3 <= end
        && value.charAt(at) >= '0'
        && value.charAt(at) <= '3'
        && value.charAt(at + 1) >= '0'
        && value.charAt(at + 1) <= '7'
        && value.charAt(at + 2) >= '0'
        && value.charAt(at + 2) <= '7';
  }

  /// Tells whether a cookie may have that name.
  static boolean isUsable(String name) {
    if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      if (!Grammar.isTokenChar(name.charAt(i)) && name.charAt(i) != ':') {
        return false;
      }
    }
    return !name.isEmpty();
  }
}
