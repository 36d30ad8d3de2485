// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

/// Where a connection leads and how it is secured: requests with the same endpoint may share connections.
///
/// **Thread**: any.
record Endpoint(boolean secure, String host, int port, TLSKey tls) {
  static Endpoint of(ClientURL url, TLSKey tls) {
    return new Endpoint(
        url.isHttps(), url.host(), url.port(), url.isHttps() ? tls : TLSKey.DEFAULT);
  }

  @Override
  public String toString() {
    return host.indexOf(':') < 0 ? host + ":" + port : "[" + host + "]:" + port;
  }
}
