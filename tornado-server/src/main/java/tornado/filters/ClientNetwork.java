// SPDX-License-Identifier: Apache-2.0
package tornado.filters;

import java.net.Inet6Address;
import java.net.InetAddress;
import okio.ByteString;
import tornado.httputil.HTTPServerRequest;

/// Who a client is by its address.
///
/// **Thread**: any.
final class ClientNetwork {
  /// A customer gets at least a /64 and may take any address of it.
  private static final int NETWORK_BYTES = 8;

  private ClientNetwork() {}

  /// Returns the address, or the first 64 bits of one of IPv6.
  static String of(HTTPServerRequest request) {
    String ip = request.remoteIp();
    if (ip.indexOf(':') < 0) {
      return ip;
    }
    try {
      InetAddress address = InetAddress.ofLiteral(ip);
      return address instanceof Inet6Address
          ? ByteString.of(address.getAddress(), 0, NETWORK_BYTES).hex()
          : address.getHostAddress();
    } catch (IllegalArgumentException ignored) {
      // Not an address, such as that of a Unix socket: the name will do.
      return ip;
    }
  }
}
