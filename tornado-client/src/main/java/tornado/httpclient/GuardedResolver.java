// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import tornado.netutil.BindOptions;
import tornado.netutil.Netutil;
import tornado.netutil.Resolver;

/// A resolver that knows only addresses which a guard allows. What it says is what is connected to: nobody resolves again.
///
/// **Thread**: any.
record GuardedResolver(Resolver resolver, AddressGuard guard) implements Resolver {
  @Override
  public CompletableFuture<List<InetSocketAddress>> resolve(
      String host, int port, BindOptions.Family family) {
    return resolver.resolve(host, port, family).thenApply(found -> allowed(host, found));
  }

  /// Checks a host that somebody else will resolve, as far as that can be done here.
  ///
  /// @throws HTTPClientError if it is an address that the guard refuses
  void checkLiteral(String host) {
    if (Netutil.isValidIp(host) && !guard.allows(InetAddress.ofLiteral(host))) {
      throw refused(host, host);
    }
  }

  private List<InetSocketAddress> allowed(String host, List<InetSocketAddress> found) {
    // One that is not resolved yet would be so by others, past the guard.
    List<InetSocketAddress> allowed =
        found.stream()
            .filter(address -> !address.isUnresolved() && guard.allows(address.getAddress()))
            .toList();
    if (allowed.isEmpty() && !found.isEmpty()) {
      InetSocketAddress first = found.getFirst();
      throw refused(
          host, first.isUnresolved() ? first.getHostString() : first.getAddress().getHostAddress());
    }
    return allowed;
  }

  private static HTTPClientError refused(String host, String address) {
    return new HTTPClientError(
        "host '%s' is at %s, which the client's addressGuard refuses".formatted(host, address),
        null);
  }
}
