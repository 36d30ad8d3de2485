// SPDX-License-Identifier: Apache-2.0
package tornado.routing;

import org.jspecify.annotations.Nullable;

/// A router that can turn the name of a rule back into a path.
///
/// Tornado: `routing.ReversibleRouter`.
///
/// **Thread**: any.
public interface ReversibleRouter {
  /// Returns the path of the rule called `name`, its groups filled with `args`, or null if there is no such rule.
  ///
  /// @param args one for each group: text and numbers as their text in UTF-8, a ByteString as it is; percent-encoded, `/` kept
  /// @throws IllegalArgumentException if the pattern can't be reversed, or the number of args is not that of its groups
  @Nullable String reverseUrl(String name, Object... args);
}
