// SPDX-License-Identifier: Apache-2.0
package tornado.netutil;

import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/// The name of the server that a client asks for (SNI, RFC 6066 §3). Left to itself JSSE sends only names with a dot in them.
///
/// **Thread**: any.
final class ServerName {
  private ServerName() {}

  /// Takes off the dot of a name that ends with the root: certificates and SNI have none.
  static String withoutDot(String host) {
    return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
  }

  /// Has a name sent. Addresses are never sent.
  static void send(@Nullable String host, SSLParameters parameters) {
    if (host == null || host.isEmpty() || Netutil.isValidIp(host)) {
      return;
    }
    try {
      parameters.setServerNames(List.of(new SNIHostName(host)));
    } catch (IllegalArgumentException ignored) {
      // No name for DNS, such as one with an underscore: servers are reached without saying it.
    }
  }
}
