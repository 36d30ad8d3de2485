// SPDX-License-Identifier: Apache-2.0
package tornado.httputil;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The parts of a request's target (RFC 9112 §3.2).
///
/// **Thread**: any.
///
/// @param path what routes are matched with
/// @param query what follows the first `?`; empty if there is none
/// @param authority the host of an absolute target, which counts instead of the Host field; null for other forms
record RequestTarget(String path, String query, @Nullable String authority) {
  static RequestTarget parse(String method, String target) {
    if (target.startsWith("/") || target.equals("*")) {
      return split(target, null);
    }
    if (method.equals("CONNECT")) {
      return new RequestTarget(target, "", null);
    }
    String lower = target.length() > 8 ? target.substring(0, 8).toLowerCase(Locale.ROOT) : "";
    int start = lower.startsWith("http://") ? 7 : lower.startsWith("https://") ? 8 : -1;
    if (start < 0) {
      // Neither form of RFC 9112: a path without its slash, which no route has.
      return split(target, null);
    }
    int end = start;
    while (end < target.length() && "/?#".indexOf(target.charAt(end)) < 0) {
      end++;
    }
    String authority = target.substring(start, end);
    if (authority.isEmpty()) {
      throw new HTTPInputError(HTTPViolation.TARGET_INVALID, target);
    }
    String rest = target.substring(end);
    return split(rest.startsWith("/") ? rest : "/" + rest, authority);
  }

  private static RequestTarget split(String target, @Nullable String authority) {
    int mark = target.indexOf('?');
    return mark < 0
        ? new RequestTarget(target, "", authority)
        : new RequestTarget(target.substring(0, mark), target.substring(mark + 1), authority);
  }
}
