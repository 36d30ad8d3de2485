// SPDX-License-Identifier: Apache-2.0
package tornado.routing;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tornado.httputil.HTTPServerRequest;

/// Matches every request if an application's default host does. A request with `X-Real-Ip` came through a proxy, which told us
/// the host that was asked for; then the default host doesn't count.
///
/// Tornado: `routing.DefaultHostMatches`.
///
/// **Thread**: any.
public final class DefaultHostMatches implements Matcher {
  private final Supplier<@Nullable String> defaultHost;
  private final HostMatches host;

  /// Makes a matcher.
  ///
  /// @param defaultHost gives the default host, or null for none; asked for every request
  /// @param hostPattern a regular expression
  public DefaultHostMatches(Supplier<@Nullable String> defaultHost, String hostPattern) {
    this.defaultHost = defaultHost;
    this.host = new HostMatches(hostPattern);
  }

  @Override
  public @Nullable Match match(HTTPServerRequest request) {
    String name = defaultHost.get();
    boolean proxied = request.headers().contains("X-Real-Ip");
    return name != null && !proxied && host.matchesHost(name) ? Match.EMPTY : null;
  }
}
