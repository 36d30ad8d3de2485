// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import tornado.netutil.BindOptions;
import tornado.netutil.Netutil;
import tornado.netutil.Resolver;

/// A resolver that knows only addresses which a guard allows. What it says is what is connected to: nobody resolves again.
///
/// **Thread**: any.
record GuardedResolver(Resolver resolver, AddressGuard guard) implements Resolver {
  /// Numbers that many systems take for an IPv4 address, such as `127.1`, `0x7f000001` and `127.0.0.1.`.
  private static final Pattern NUMBER_AT_END = Pattern.compile("(^|\\.)([0-9]+|0x[0-9a-f]*)\\.?$");

  @Override
  public CompletableFuture<List<InetSocketAddress>> resolve(
      String host, int port, BindOptions.Family family) {
    return resolver.resolve(host, port, family).thenApply(found -> allowed(host, found));
  }

  /// Checks a host that somebody else may resolve, as far as that can be done here.
  ///
  /// @throws HTTPClientError if it is an address that the guard refuses
  void checkLiteral(String host) {
    if (Netutil.isValidIp(host) && !guard.allows(InetAddress.ofLiteral(host))) {
      throw refused(host, host);
    }
    if (!Netutil.isValidIp(host) && NUMBER_AT_END.matcher(host).find()) {
      throw refused(host, "an address in a form of its own");
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
