// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What the builders of requests and of a client's options were told about the way to servers.
///
/// **Thread**: owner.
final class WaySettings {
  private @Nullable ProxyServer proxy;
  private @Nullable String proxyHost;
  private int proxyPort;
  private @Nullable String proxyUsername;
  private String proxyPassword = "";
  private @Nullable Path unixSocket;
  private @Nullable String networkInterface;
  private boolean allowIpv6 = true;

  /// Takes over what another request says.
  void take(@Nullable Way way) {
    if (way != null) {
      proxy = way.proxy();
      unixSocket = way.unixSocket();
      networkInterface = way.networkInterface();
      allowIpv6 = way.allowIpv6();
    }
  }

  void proxy(String url) {
    proxy = ProxyServer.parse(url);
  }

  void proxyHost(String host) {
    proxyHost = host;
  }

  void proxyPort(int port) {
    if (port <= 0 || port > 65_535) {
      throw new IllegalArgumentException("proxyPort <= 0 or > 65535: " + port);
    }
    proxyPort = port;
  }

  void proxyUsername(String name) {
    proxyUsername = name;
  }

  void proxyPassword(String password) {
    proxyPassword = password;
  }

  void proxyAuthMode(String mode) {
    if (!mode.equals("basic")) {
      throw new IllegalArgumentException("proxyAuthMode is not 'basic': '" + mode + "'");
    }
  }

  void unixSocket(Path socket) {
    unixSocket = socket;
  }

  void networkInterface(String name) {
    networkInterface = name;
  }

  void allowIpv6(boolean allow) {
    allowIpv6 = allow;
  }

  /// Returns the way, or null if nothing was said about it.
  ///
  /// @throws IllegalArgumentException if a part is missing, or settings don't go together
  @Nullable Way build() {
    ProxyServer named = named();
    if (named != null && unixSocket != null) {
      throw new IllegalArgumentException("proxy and unixSocket: a connection takes one way");
    }
    var way = new Way(named, unixSocket, networkInterface, allowIpv6);
    return way.equals(Way.STRAIGHT) ? null : way;
  }

  private @Nullable ProxyServer named() {
    ProxyServer named = proxy;
    if (proxyHost != null) {
      if (proxyPort == 0) {
        throw new IllegalArgumentException("proxyHost without proxyPort");
      }
      named = byName(proxyHost, proxyPort);
    }
    if (proxyUsername == null) {
      return named;
    }
    if (named == null) {
      throw new IllegalArgumentException("proxyUsername without a proxy");
    }
    return named.loggedIn(proxyUsername, proxyPassword);
  }

  private static ProxyServer byName(String host, int port) {
    try {
      return ProxyServer.parse(Endpoint.hostAndPort(host, port));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "proxyHost is no host (proxy takes a URL): " + e.getMessage(), e);
    }
  }
}
