// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import tornado.netutil.SSLOptions;

/// How the connection of a request in the making is secured, and which way it takes: a part of [HTTPRequest.Builder].
///
/// **Thread**: owner.
abstract class ConnectionSettings<B extends ConnectionSettings<B>> {
  boolean validateCert = true;
  @Nullable Path caCerts;
  @Nullable Path clientCert;
  @Nullable Path clientKey;
  @Nullable SSLOptions sslOptions;
  final WaySettings way = new WaySettings();

  /// Returns the builder.
  abstract B self();

  /// Takes over what another request says.
  final void takeConnection(TLSKey tls, @Nullable Way other) {
    validateCert = tls.validateCert();
    caCerts = tls.caCerts();
    clientCert = tls.clientCert();
    clientKey = tls.clientKey();
    sslOptions = tls.options();
    way.take(other);
  }

  /// Sets whether the server's certificate is checked. Without that anybody on the way can read and change everything.
  public B validateCert(boolean validate) {
    validateCert = validate;
    return self();
  }

  /// Sets a file of certificates to trust (PEM), instead of the JDK's.
  public B caCerts(Path file) {
    caCerts = file;
    return self();
  }

  /// Sets our own certificate chain (PEM), for servers that ask for one.
  public B clientCert(Path file) {
    clientCert = file;
    return self();
  }

  /// Sets the key of [#clientCert] (PEM).
  public B clientKey(Path file) {
    clientKey = file;
    return self();
  }

  /// Sets everything about TLS; the four settings before don't count then.
  public B sslOptions(SSLOptions options) {
    sslOptions = options;
    return self();
  }

  /// Sets the proxy by a URL: `http:` (plain requests are passed on, TLS is tunnelled), `socks5:` (the server's name is resolved here) or
  /// `socks5h:` (the proxy resolves it), with user and password if it wants them.
  ///
  /// @throws IllegalArgumentException if it isn't one
  public B proxy(String url) {
    way.proxy(url);
    return self();
  }

  /// Sets the host of an HTTP proxy; [#proxyPort] is needed then.
  public B proxyHost(String host) {
    way.proxyHost(host);
    return self();
  }

  /// Sets the port of [#proxyHost].
  ///
  /// @throws IllegalArgumentException if it is out of range
  public B proxyPort(int port) {
    way.proxyPort(port);
    return self();
  }

  /// Sets who we are for the proxy. Nobody else hears of it.
  public B proxyUsername(String username) {
    way.proxyUsername(username);
    return self();
  }

  /// Sets the password of [#proxyUsername]; empty by default.
  public B proxyPassword(String password) {
    way.proxyPassword(password);
    return self();
  }

  /// Sets how we log in to the proxy: `basic` (RFC 7617), and nothing else.
  ///
  /// @throws IllegalArgumentException if it is anything else
  public B proxyAuthMode(String mode) {
    way.proxyAuthMode(mode);
    return self();
  }

  /// Sets the Unix-domain socket that is connected to, whatever host the URL names; Host says the URL's. Redirects go there too.
  public B unixSocket(Path socket) {
    way.unixSocket(socket);
    return self();
  }

  /// Sets the interface that connections leave by: its name, or its IP address. An address leaves out servers of the other family.
  public B networkInterface(String nameOrIp) {
    way.networkInterface(nameOrIp);
    return self();
  }

  /// Sets whether IPv6 addresses are tried.
  public B allowIpv6(boolean allow) {
    way.allowIpv6(allow);
    return self();
  }
}
