// SPDX-License-Identifier: Apache-2.0
package tornado.httputil;

import java.util.List;
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
    int start = schemeEnd(target);
    int end = start;
    while (end < target.length() && "/?#".indexOf(target.charAt(end)) < 0) {
      end++;
    }
    String authority = target.substring(start, end);
    if (authority.isEmpty() || authority.startsWith(":")) {
      throw new HTTPInputError(HTTPViolation.TARGET_INVALID, target);
    }
    String rest = target.substring(end);
    return split(rest.startsWith("/") ? rest : "/" + rest, authority);
  }

  /// Returns where the authority of an absolute target begins.
  private static int schemeEnd(String target) {
    for (String scheme : List.of("http://", "https://")) {
      if (target.regionMatches(true, 0, scheme, 0, scheme.length())) {
        return scheme.length();
      }
    }
    // A path without its slash, for example: put behind a host it would name another one.
    throw new HTTPInputError(HTTPViolation.TARGET_INVALID, target);
  }

  private static RequestTarget split(String target, @Nullable String authority) {
    int mark = target.indexOf('?');
    return mark < 0
        ? new RequestTarget(target, "", authority)
        : new RequestTarget(target.substring(0, mark), target.substring(mark + 1), authority);
  }
}
