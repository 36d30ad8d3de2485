// SPDX-License-Identifier: Apache-2.0
package tornado.netutil;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Finds the addresses of a host without holding a loop.
///
/// Tornado: `netutil.Resolver`.
///
/// **Thread**: any.
@FunctionalInterface
public interface Resolver {
  /// Finds the addresses of `host`, each with `port`, in the order in which they should be tried.
  ///
  /// @param host a name, or an IP address, which stands for itself
  /// @return never empty; fails with [UnresolvedHostException] if the host isn't known, or can't be the name of any
  CompletableFuture<List<InetSocketAddress>> resolve(
      String host, int port, BindOptions.Family family);

  /// Finds addresses of both families.
  default CompletableFuture<List<InetSocketAddress>> resolve(String host, int port) {
    return resolve(host, port, BindOptions.Family.ANY);
  }
}
