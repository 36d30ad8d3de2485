// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import java.util.Locale;
import java.util.Set;

/// Addresses that a page may link to, whoever wrote them.
///
/// **Thread**: any.
final class Addresses {
  /// Those that lead somewhere instead of running something.
  private static final Set<String> SCHEMES = Set.of("http", "https", "mailto", "tel", "sms");

  private static final String REFUSED = "#";

  private Addresses() {}

  /// Returns an address, or `#` in place of one whose scheme might be a script. Browsers take white space and control characters out of
  /// schemes before they look at them (URL standard, basic URL parser).
  static String harmless(String address) {
    var seen = new StringBuilder(address.length());
    for (int i = 0; i < address.length(); i++) {
      char c = address.charAt(i);
      if (c == '/' || c == '?' || c == '#') {
        return address;
      }
      if (c == ':') {
        return SCHEMES.contains(seen.toString().toLowerCase(Locale.ROOT)) ? address : REFUSED;
      }
      if (c > ' ') {
        seen.append(c);
      }
    }
    return address;
  }
}
