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
    int end = nameEnd(host);
    for (int i = end; i < host.length(); i++) {
      char c = host.charAt(i);
      boolean port = i == end ? c == ':' : Grammar.isDigit(c);
      if (!port) {
        boolean several = host.indexOf(',') >= 0;
        throw new HTTPInputError(
            several ? HTTPViolation.HOST_MULTIPLE : HTTPViolation.HOST_INVALID, host);
      }
    }
  }

  /// Returns where the name, or the address in brackets, ends.
  private static int nameEnd(String host) {
    boolean literal = host.startsWith("[");
    int end = literal ? 1 : 0;
    while (end < host.length() && isNameChar(host, end, literal)) {
      end++;
    }
    if (!literal) {
      return end;
    }
    boolean closed = end > 1 && end < host.length() && host.charAt(end) == ']';
    return closed ? end + 1 : 0;
  }

  /// A comma may stand in a name, but repeated fields are joined with one: such a name can't be told from two.
  private static boolean isNameChar(String host, int at, boolean literal) {
    char c = host.charAt(at);
    return (Grammar.isRegName(c) && c != ',')
        || (c == ':' && literal)
        || (c == '%' && isEscape(host, at));
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
