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
/// Tornado: `netutil.OverrideResolver`, whose mapping has tuples where this has text.
///
/// **Thread**: any.
public final class OverrideResolver implements Resolver {
  private final Resolver resolver;
  private final Map<String, String> mapping;

  /// Makes a resolver.
  ///
  /// @param resolver is asked for what it comes to
  /// @param mapping from `host:port` to `host:port`, or from `host` to `host`; the longer key counts
  public OverrideResolver(Resolver resolver, Map<String, String> mapping) {
    this.resolver = resolver;
    this.mapping = Map.copyOf(mapping);
  }

  @Override
  public CompletableFuture<List<InetSocketAddress>> resolve(
      String host, int port, BindOptions.Family family) {
    String exact = mapping.get(host + ":" + port);
    if (exact != null) {
      HostAndPort target = HTTPUtil.splitHostAndPort(exact);
      Integer other = target.port();
      return resolver.resolve(target.host(), other == null ? port : other, family);
    }
    return resolver.resolve(mapping.getOrDefault(host, host), port, family);
  }
}
