// SPDX-License-Identifier: Apache-2.0
package tornado.routing;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tornado.httputil.HTTPServerRequest;

/// Matches requests by their host: lower case, without its port. The whole host has to match.
///
/// Tornado: `routing.HostMatches`.
///
/// **Thread**: any.
public final class HostMatches implements Matcher {
  private final Pattern pattern;

  /// Makes a matcher.
  ///
  /// @param hostPattern a regular expression
  /// @throws java.util.regex.PatternSyntaxException if it is none
  public HostMatches(String hostPattern) {
    this.pattern = Pattern.compile(hostPattern);
  }

  @Override
  public @Nullable Match match(HTTPServerRequest request) {
    return matchesHost(request.hostName()) ? Match.EMPTY : null;
  }

  /// Tells whether a host matches.
  boolean matchesHost(String hostName) {
    return pattern.matcher(hostName).matches();
  }

  @Override
  public String toString() {
    return "HostMatches(" + pattern + ")";
  }
}
