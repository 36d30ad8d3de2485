// SPDX-License-Identifier: Apache-2.0
package tornado.httputil;

import java.util.Locale;

/// The rules of a Host field (RFC 9110 §7.2, RFC 3986 §3.2.2).
///
/// **Thread**: any.
final class Host {
  private Host() {}

  /// Checks a host with an optional port. An empty one is allowed.
  ///
  /// @throws HTTPInputError if it is several, or has a character that may not be there, or a port that is no number
  static void check(String host) {
    int length = host.length();
    int colon = portColon(host);
    int end = colon < 0 ? length : colon;
    for (int i = 0; i < end; i++) {
      char c = host.charAt(i);
      if (c == ',') {
        throw new HTTPInputError(HTTPViolation.HOST_MULTIPLE, host);
      }
      boolean escape = c == '%' && isEscape(host, i);
      boolean literal = c == '[' || c == ']' || c == ':';
      if (!Grammar.isRegName(c) && !escape && !literal) {
        throw new HTTPInputError(HTTPViolation.HOST_INVALID, host);
      }
    }
    for (int i = end + 1; i < length; i++) {
      char c = host.charAt(i);
      if (!Grammar.isDigit(c)) {
        throw new HTTPInputError(
            c == ',' ? HTTPViolation.HOST_MULTIPLE : HTTPViolation.HOST_INVALID, host);
      }
    }
  }

  /// Returns the host in lower case, without its port.
  static String name(String host) {
    int colon = portColon(host);
    String name = colon < 0 ? host : host.substring(0, colon);
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        return name.toLowerCase(Locale.ROOT);
      }
    }
    return name;
  }

  /// Returns the place of the colon before the port, or -1: the last one that isn't within brackets.
  private static int portColon(String host) {
    int colon = host.lastIndexOf(':');
    return colon >= 0 && host.indexOf(']', colon) < 0 ? colon : -1;
  }

  private static boolean isEscape(String text, int at) {
    return at + 2 < text.length()
        && Grammar.isHexDigit(text.charAt(at + 1))
        && Grammar.isHexDigit(text.charAt(at + 2));
  }
}
