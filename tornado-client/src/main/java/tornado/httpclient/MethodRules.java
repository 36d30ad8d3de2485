// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import java.util.Set;

/// Which methods have a body.
///
/// **Thread**: any.
final class MethodRules {
  private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");
  private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD", "DELETE", "OPTIONS");
  private static final Set<String> IDEMPOTENT =
      Set.of("GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE");

  private MethodRules() {}

  /// Checks that a request has a body if its method needs one.
  ///
  /// @throws IllegalArgumentException if not, or it has one and must not, or the method is unknown
  static void check(HTTPRequest request) {
    String method = request.method();
    if (request.allowNonstandardMethods()) {
      if (method.isEmpty() || !method.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
        throw new IllegalArgumentException("method is no token: '" + method + "'");
      }
      return;
    }
    boolean needs = WITH_BODY.contains(method);
    if (!needs && !WITHOUT_BODY.contains(method)) {
      throw new IllegalArgumentException(
          "method is unknown: '" + method + "' (allowNonstandardMethods takes any)");
    }
    if (needs && !request.hasBody()) {
      throw new IllegalArgumentException("body must not be null for method " + method);
    }
    if (!needs && request.hasBody()) {
      throw new IllegalArgumentException(
          "body must be null for method " + method + " (allowNonstandardMethods takes one)");
    }
  }

  static boolean needsBody(String method) {
    return WITH_BODY.contains(method);
  }

  /// Tells whether a request may be sent twice and means what it means once (RFC 9110 §9.2.2).
  static boolean isIdempotent(String method) {
    return IDEMPOTENT.contains(method);
  }
}
