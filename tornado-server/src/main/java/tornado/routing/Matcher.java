// SPDX-License-Identifier: Apache-2.0
package tornado.routing;

import org.jspecify.annotations.Nullable;
import tornado.httputil.HTTPServerRequest;

/// The condition of a rule.
///
/// Tornado: `routing.Matcher`.
///
/// **Thread**: any; implementations keep no state between calls.
public interface Matcher {
  /// Returns what was found in the request's head, or null if the rule is not for it.
  @Nullable Match match(HTTPServerRequest request);

  /// Returns a path that would match, its groups filled with `args`, or null if there is no way back.
  ///
  /// @throws IllegalArgumentException if the number of args is not that of the groups
  default @Nullable String reverse(Object... args) {
    return null;
  }
}
