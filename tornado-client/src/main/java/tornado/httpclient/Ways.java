// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import org.jspecify.annotations.Nullable;

/// Finds the way for each request: its own, else the client's, else what the environment says.
///
/// **Thread**: any.
///
/// @param ofClient null if the client's options say nothing
/// @param environment null if nobody asks it
record Ways(@Nullable Way ofClient, @Nullable ProxyEnvironment environment) {
  /// Returns the way to a URL, or null if it is straight.
  @Nullable Way of(HTTPRequest request, ClientURL url) {
    Way own = request.way();
    return own == null && ofClient == null && environment == null ? null : merged(own, url);
  }

  private @Nullable Way merged(@Nullable Way own, ClientURL url) {
    Way way = own == null ? Way.STRAIGHT : own;
    if (ofClient != null) {
      way = way.orElse(ofClient);
    }
    if (way.isStraight() && environment != null) {
      way = way.by(environment.proxyFor(url));
    }
    return way.equals(Way.STRAIGHT) ? null : way;
  }
}
