// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import tornado.httputil.HTTPHeaders;

/// What a request says otherwise when it doesn't go straight to its server.
///
/// **Thread**: any.
final class ProxyFields {
  private ProxyFields() {}

  /// Readies a request's fields: who we are for a proxy is for the proxy only, and not for the server behind it.
  ///
  /// @return the target of the request line, which names the server where a proxy passes requests on (RFC 9112 §3.2.2)
  static String prepare(Endpoint endpoint, ClientURL url, HTTPHeaders headers) {
    ProxyServer forwarder = endpoint.forwarder();
    if (forwarder == null) {
      if (endpoint.hasProxy()) {
        headers.remove("Proxy-Authorization");
      }
      return url.target();
    }
    String login = HTTPTunnel.login(forwarder);
    if (login != null) {
      headers.set("Proxy-Authorization", login);
    }
    return url.toString();
  }
}
