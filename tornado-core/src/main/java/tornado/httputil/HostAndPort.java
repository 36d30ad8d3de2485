// SPDX-License-Identifier: Apache-2.0
package tornado.httputil;

import org.jspecify.annotations.Nullable;

/// The two parts of an authority.
///
/// **Thread**: any.
///
/// @param host a name, an IPv4 address, or an IPv6 address in brackets
/// @param port null if there is none
public record HostAndPort(String host, @Nullable Integer port) {
  /// Splits `host:port`. What has several colons and no brackets is an IPv6 address without a port.
  static HostAndPort parse(String text) {
    int colon = text.lastIndexOf(':');
    boolean bare = colon > 0 && text.indexOf(':') < colon && text.charAt(colon - 1) != ']';
    if (colon < 1 || bare || !isPort(text, colon + 1)) {
      return new HostAndPort(text, null);
    }
    return new HostAndPort(text.substring(0, colon), Integer.valueOf(text.substring(colon + 1)));
  }

  private static boolean isPort(String text, int from) {
    // Nine digits are more than any port has and still an int.
    if (from == text.length() || text.length() - from > 9) {
      return false;
    }
    for (int i = from; i < text.length(); i++) {
      if (!Grammar.isDigit(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }
}
