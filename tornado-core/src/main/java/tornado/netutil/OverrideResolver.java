// SPDX-License-Identifier: Apache-2.0
package tornado.netutil;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import tornado.httputil.HTTPUtil;
import tornado.httputil.HostAndPort;

/// Sends some hosts elsewhere, as an entry in the system's `hosts` file would.
///
/// | key | value | what it overrides |
/// |---|---|---|
/// | `host:port/INET6` | `host:port` | that host and port, when IPv6 is asked for; likewise `INET` and `ANY` |
/// | `host:port` | `host:port` | that host and port |
/// | `host` | `host` | that host, whatever the port |
///
/// The first that there is counts. An IPv6 address may have brackets in a value, and has to where a port follows. An override is
/// not overridden again.
///
/// Tornado: `netutil.OverrideResolver`, whose mapping has tuples where this has text.
///
/// **Thread**: any.
public final class OverrideResolver implements Resolver {
  private final Resolver resolver;
  private final Map<String, String> mapping;

  /// Makes a resolver.
  ///
  /// @param resolver is asked for what it comes to
  /// @param mapping see [OverrideResolver] for the table
  public OverrideResolver(Resolver resolver, Map<String, String> mapping) {
    this.resolver = resolver;
    this.mapping = Map.copyOf(mapping);
  }

  @Override
  public CompletableFuture<List<InetSocketAddress>> resolve(
      String host, int port, BindOptions.Family family) {
    String hostAndPort = host + ":" + port;
    String exact = mapping.get(hostAndPort + "/" + family);
    if (exact == null) {
      exact = mapping.get(hostAndPort);
    }
    if (exact == null) {
      return resolver.resolve(mapping.getOrDefault(host, host), port, family);
    }
    HostAndPort target = HTTPUtil.splitHostAndPort(exact);
    Integer other = target.port();
    return resolver.resolve(target.host(), other == null ? port : other, family);
  }
}
