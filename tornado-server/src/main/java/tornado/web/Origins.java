// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.util.Locale;
import tornado.httputil.HTTPServerRequest;

/// Compares where a request comes from, as its Origin field says (RFC 6454 §7), with where it went.
///
/// **Thread**: any.
final class Origins {
  private Origins() {}

  /// Tells whether an origin has the host and port that the request went to. The scheme doesn't count: behind a proxy that ends TLS ours
  /// is unknown. The origin `null`, of sandboxed pages and files, is never ours.
  static boolean isSameHost(String origin, HTTPServerRequest request) {
    int scheme = origin.indexOf("://");
    if (scheme < 1) {
      return false;
    }
    String name = origin.substring(0, scheme).toLowerCase(Locale.ROOT);
    String host = withoutDefaultPort(origin.substring(scheme + 3), name);
    return host.equals(withoutDefaultPort(request.host(), name)) && !host.isEmpty();
  }

  /// Browsers leave the scheme's own port away, in Origin and in Host; other clients may not.
  private static String withoutDefaultPort(String authority, String scheme) {
    String lower = authority.toLowerCase(Locale.ROOT);
    String port = scheme.equals("https") ? ":443" : ":80";
    return lower.endsWith(port) ? lower.substring(0, lower.length() - port.length()) : lower;
  }
}
