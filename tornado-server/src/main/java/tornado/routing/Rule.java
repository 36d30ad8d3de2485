// SPDX-License-Identifier: Apache-2.0
package tornado.routing;

import org.jspecify.annotations.Nullable;

/// A condition and where it leads to.
///
/// Tornado: `routing.Rule`; with a [PathMatches] it is what Tornado calls `URLSpec`.
///
/// **Thread**: any.
///
/// @param matcher the condition
/// @param target where requests go that meet it
/// @param name what [ReversibleRouter#reverseUrl] knows it by, or null
public record Rule(Matcher matcher, Target target, @Nullable String name) {
  /// Makes a rule without a name.
  public Rule(Matcher matcher, Target target) {
    this(matcher, target, null);
  }

  /// Makes a rule for a path.
  ///
  /// @param pathPattern see [PathMatches]
  public static Rule path(String pathPattern, Target target) {
    return new Rule(new PathMatches(pathPattern), target);
  }

  /// Returns the same rule with a name.
  public Rule named(String newName) {
    return new Rule(matcher, target, newName);
  }
}
