// SPDX-License-Identifier: Apache-2.0
package tornado.routing;

import tornado.httputil.HTTPServerRequest;

/// Matches every request. Tornado: `routing.AnyMatches`.
///
/// **Thread**: any.
public record AnyMatches() implements Matcher {
  @Override
  public Match match(HTTPServerRequest request) {
    return Match.EMPTY;
  }
}
