// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import org.jspecify.annotations.Nullable;

/// Where a connection leads, by which way, and how it is secured: requests with the same endpoint may share connections.
///
/// **Thread**: any.
///
/// @param way null if it is straight
record Endpoint(boolean secure, String host, int port, TLSKey tls, @Nullable Way way) {
  static Endpoint of(ClientURL url, TLSKey tls, @Nullable Way way) {
    return new Endpoint(
        url.isHttps(), url.host(), url.port(), url.isHttps() ? tls : TLSKey.DEFAULT, way);
  }

  /// Returns `host:port`, an IPv6 address in brackets.
  static String hostAndPort(String host, int port) {
    return host.indexOf(':') < 0 || host.startsWith("[")
        ? host + ":" + port
        : "[" + host + "]:" + port;
  }

  /// Returns `host:port`.
  String hostAndPort() {
    return hostAndPort(host, port);
  }

  boolean hasProxy() {
    return way != null && way.proxy() != null;
  }

  /// Returns the proxy that is to pass plain requests on, or null if the server itself gets them.
  @Nullable ProxyServer forwarder() {
    ProxyServer proxy = way == null || secure ? null : way.proxy();
    return proxy != null && proxy.kind() == ProxyServer.Kind.HTTP ? proxy : null;
  }

  @Override
  public String toString() {
    return way == null ? hostAndPort() : hostAndPort() + way.shown();
  }
}
