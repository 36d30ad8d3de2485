// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tornado.escape.Escape;

/// A proxy, and who we are for it. Connections are shared only by requests that are the same for it.
///
/// **Thread**: any.
///
/// @param username null to go without logging in
record ProxyServer(Kind kind, String host, int port, @Nullable String username, String password) {
  /// How one speaks to a proxy.
  enum Kind {
    /// HTTP (RFC 9110 §7.6.2, §9.3.6).
    HTTP("http", 80),
    /// SOCKS 5 (RFC 1928), told the address of the server.
    SOCKS5("socks5", 1080),
    /// SOCKS 5, told the name of the server.
    SOCKS5H("socks5h", 1080);

    private final String scheme;
    private final int port;

    Kind(String scheme, int port) {
      this.scheme = scheme;
      this.port = port;
    }

    private static Kind of(String scheme) {
      for (Kind kind : values()) {
        if (kind.scheme.equals(scheme)) {
          return kind;
        }
      }
      throw new IllegalArgumentException(
          "proxy is not http:, socks5: or socks5h: '"
              + scheme.replaceAll("[^a-z0-9+.-]", "?")
              + "'");
    }
  }

  /// The longest name and password that SOCKS has room for (RFC 1929 §2).
  private static final int SOCKS_BYTE_COUNT = 255;

  ProxyServer {
    if (kind != Kind.HTTP && username != null) {
      checkSocks("proxyUsername", username);
      checkSocks("proxyPassword", password);
    }
  }

  /// Reads a URL such as `socks5h://user:password@proxy.example:1080`; without a scheme it is `http:`.
  ///
  /// @throws IllegalArgumentException if it isn't one
  static ProxyServer parse(String url) {
    int colon = url.indexOf("://");
    Kind kind = colon < 0 ? Kind.HTTP : Kind.of(url.substring(0, colon).toLowerCase(Locale.ROOT));
    ClientURL parts = ClientURL.parse("http://" + (colon < 0 ? url : url.substring(colon + 3)));
    boolean hasPort = parts.authority().endsWith(":" + parts.port());
    String user = parts.userInfo();
    int end = user == null ? -1 : user.indexOf(':');
    return new ProxyServer(
        kind,
        parts.host(),
        hasPort ? parts.port() : kind.port,
        user == null ? null : decoded(end < 0 ? user : user.substring(0, end)),
        user == null || end < 0 ? "" : decoded(user.substring(end + 1)));
  }

  ProxyServer loggedIn(String name, String word) {
    return new ProxyServer(kind, host, port, name, word);
  }

  /// Returns where it is, without who we are.
  @Override
  public String toString() {
    return Endpoint.hostAndPort(host, port);
  }

  private static String decoded(String part) {
    return Escape.urlUnescapePath(part);
  }

  private static void checkSocks(String name, String value) {
    int byteCount = value.getBytes(StandardCharsets.UTF_8).length;
    if (byteCount == 0 || byteCount > SOCKS_BYTE_COUNT) {
      throw new IllegalArgumentException(
          name + " has no bytes, or more than SOCKS has room for: " + byteCount);
    }
  }
}
