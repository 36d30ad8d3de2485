// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The proxies that the environment names, in the variables that curl reads: `http_proxy`, `https_proxy`, `all_proxy` for the rest, and
/// `no_proxy` for the exceptions; the small name counts before the one in capitals.
///
/// `HTTP_PROXY` is not believed in a CGI program (where REQUEST_METHOD is set): there it is a header field of whoever sent the request.
///
/// **Thread**: any.
///
/// @param http for http URLs; null for none
/// @param https for https URLs; null for none
record ProxyEnvironment(
    @Nullable ProxyServer http, @Nullable ProxyServer https, NoProxy exceptions) {
  /// Reads the variables.
  ///
  /// @throws IllegalArgumentException if one isn't what it must be
  static ProxyEnvironment of(Map<String, String> variables) {
    ProxyServer all = proxy(variables, "all_proxy");
    ProxyServer http = proxy(variables, "http_proxy");
    ProxyServer https = proxy(variables, "https_proxy");
    String exceptions = value(variables, "no_proxy");
    return new ProxyEnvironment(
        http == null ? all : http,
        https == null ? all : https,
        NoProxy.parse(exceptions == null ? "" : exceptions));
  }

  /// Returns the proxy for a URL, or null for none.
  @Nullable ProxyServer proxyFor(ClientURL url) {
    ProxyServer proxy = url.isHttps() ? https : http;
    return proxy == null || exceptions.matches(url.host(), url.port()) ? null : proxy;
  }

  private static @Nullable ProxyServer proxy(Map<String, String> variables, String name) {
    String url = value(variables, name);
    if (url == null || url.isBlank()) {
      return null;
    }
    try {
      return ProxyServer.parse(url.strip());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
    }
  }

  private static @Nullable String value(Map<String, String> variables, String name) {
    String value = variables.get(name);
    boolean believed = !name.equals("http_proxy") || !variables.containsKey("REQUEST_METHOD");
    return value == null && believed ? variables.get(name.toUpperCase(Locale.ROOT)) : value;
  }
}
