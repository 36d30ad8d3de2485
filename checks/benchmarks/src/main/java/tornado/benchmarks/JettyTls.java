// SPDX-License-Identifier: Apache-2.0
package tornado.benchmarks;

import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/// Jetty's own handlers over TLS with the JDK's provider, one acceptor and one selector.
public final class JettyTls {
  private JettyTls() {}

  /// Serves on the port given, with the key of the file given.
  public static void main(String[] args) throws Exception {
    var ssl = new SslContextFactory.Server();
    ssl.setKeyStorePath(args[1]);
    ssl.setKeyStorePassword(args[2]);
    ssl.setKeyStoreType("PKCS12");
    var configuration = new HttpConfiguration();
    // The load asks for an IP address, which is no SNI host.
    configuration.addCustomizer(new SecureRequestCustomizer(false));
    var server = new Server();
    var connector =
        new ServerConnector(
            server,
            1,
            1,
            new SslConnectionFactory(ssl, "http/1.1"),
            new HttpConnectionFactory(configuration));
    connector.setHost("127.0.0.1");
    connector.setPort(Integer.parseInt(args[0]));
    server.addConnector(connector);
    server.setHandler(JettyHello.handler());
    server.start();
    Control.start();
  }
}
