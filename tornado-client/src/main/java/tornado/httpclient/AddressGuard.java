// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import java.net.InetAddress;

/// Decides which addresses a client may connect to: what keeps URLs that others have written from reaching servers of the own network
/// (server-side request forgery).
///
/// ```java
/// var options = AsyncHTTPClientOptions.builder().addressGuard(AddressGuard.PUBLIC_ONLY).build();
/// ```
///
/// It is asked about the very address that is connected to, after the name was resolved, for each connection: what a name meant before
/// doesn't count, and redirects are no way around it. An address that stands in the URL itself is asked about too.
///
/// Where a proxy resolves the name (HTTP proxies, and `socks5h:`) nobody here knows the address. Only addresses in URLs are asked about, and
/// what others may take for one, such as `127.1`, is refused: the proxy has to have a guard of its own. The address of a proxy, and a
/// Unix-domain socket, are the program's choice and not asked about.
///
/// **Thread**: any; it must not wait.
@FunctionalInterface
public interface AddressGuard {
  /// Allows addresses of the public Internet only. It refuses loopback, private, link-local, unique-local, shared (RFC 6598), multicast,
  /// unspecified, documentation and benchmark addresses, all others that are set aside (RFC 6890), and the forms in which IPv6 wraps up
  /// one of those: IPv4-mapped and IPv4-compatible, 6to4, Teredo, NAT64 and ISATAP.
  AddressGuard PUBLIC_ONLY = new PublicAddresses();

  /// Tells whether the client may connect to an address.
  boolean allows(InetAddress address);
}
