// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// How a connection gets to its server.
///
/// **Thread**: any.
///
/// @param proxy null to go without one
/// @param unixSocket the socket that is connected to whatever the URL's host is; null for none
/// @param networkInterface the name or address of the interface to leave by; null for the system's choice
/// @param allowIpv6 whether IPv6 addresses are tried
record Way(
    @Nullable ProxyServer proxy,
    @Nullable Path unixSocket,
    @Nullable String networkInterface,
    boolean allowIpv6) {
  /// Straight to the server.
  static final Way STRAIGHT = new Way(null, null, null, true);

  /// Tells whether nothing stands between us and the server.
  boolean isStraight() {
    return proxy == null && unixSocket == null;
  }

  /// Returns this, with what `other` says where this says nothing.
  Way orElse(Way other) {
    return new Way(
        isStraight() ? other.proxy : proxy,
        isStraight() ? other.unixSocket : unixSocket,
        networkInterface == null ? other.networkInterface : networkInterface,
        allowIpv6 && other.allowIpv6);
  }

  /// Returns this, by a proxy.
  Way by(@Nullable ProxyServer other) {
    return new Way(other, null, networkInterface, allowIpv6);
  }

  /// Returns the way as errors say it behind the server: empty if it is straight.
  String shown() {
    if (proxy != null) {
      return " (by proxy " + proxy + ")";
    }
    return unixSocket == null ? "" : " (by socket " + unixSocket + ")";
  }
}
