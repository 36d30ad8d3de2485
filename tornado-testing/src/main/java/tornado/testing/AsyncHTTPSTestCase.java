// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import tornado.httpclient.AsyncHTTPClient;
import tornado.httpclient.AsyncHTTPClientOptions;
import tornado.httpclient.Interceptor;
import tornado.httpserver.HTTPServer;
import tornado.httpserver.HTTPServerOptions;
import tornado.netutil.SSLOptions;

/// An [AsyncHTTPTestCase] whose server speaks TLS. Its certificate is made in memory, for `foo.example.com`, `localhost` and 127.0.0.1, and the
/// client trusts it.
///
/// Tornado: `testing.AsyncHTTPSTestCase`, whose client checks no certificates.
public abstract class AsyncHTTPSTestCase extends AsyncHTTPTestCase {
  /// For subclasses. Server and client are not there yet.
  protected AsyncHTTPSTestCase() {}

  /// Returns how the server does TLS. Override it together with [#getClientSSLOptions] for another certificate. Tornado: `get_ssl_options`.
  protected SSLOptions getSSLOptions() {
    return LocalSSLOptions.server();
  }

  /// Returns how the client does TLS with the server.
  protected SSLOptions getClientSSLOptions() {
    return LocalSSLOptions.client();
  }

  /// Returns the options of the server. Override it for others, which have to say `ssl(getSSLOptions())` too.
  @Override
  protected HTTPServerOptions getHTTPServerOptions() {
    return HTTPServerOptions.builder().ssl(getSSLOptions()).build();
  }

  @Override
  protected HTTPServer getHTTPServer() {
    HTTPServerOptions options = getHTTPServerOptions();
    if (options.tcpServerOptions().ssl() == null) {
      throw new IllegalStateException(
          "getHTTPServerOptions has no TLS: begin with HTTPServerOptions.builder().ssl(getSSLOptions())");
    }
    return new HTTPServer(getApp(), options);
  }

  /// Makes the client. Override it for one with other options, which takes [#trustServer] to trust the server.
  @Override
  protected AsyncHTTPClient getHTTPClient() {
    return new AsyncHTTPClient(AsyncHTTPClientOptions.builder().interceptor(trustServer()).build());
  }

  /// Returns what has a client do TLS as [#getClientSSLOptions] says where it asks the server.
  protected final Interceptor trustServer() {
    return new ServerTrust(this::getHTTPPort, getClientSSLOptions());
  }

  @Override
  protected String getProtocol() {
    return "https";
  }
}
