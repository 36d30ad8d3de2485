// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import javax.net.ssl.SSLContext;
import org.conscrypt.Conscrypt;
import tornado.fixture.Certificates;
import tornado.netutil.SSLOptions;

/// Options whose engines are Conscrypt's, with its own managers of trust: in TLS 1.3 those of the JDK don't understand what it asks.
final class Conscrypts {
  private static final Provider PROVIDER =
      Conscrypt.newProviderBuilder().provideTrustManager(true).build();

  private Conscrypts() {}

  /// Returns a server's side, called `localhost`.
  static SSLOptions.Builder server(Certificates certificates) {
    return SSLOptions.server().context(context(certificates));
  }

  /// Returns a client's side, which trusts the authority of `certificates`.
  static SSLOptions.Builder client(Certificates certificates) {
    return SSLOptions.client().context(context(certificates));
  }

  private static SSLContext context(Certificates certificates) {
    try {
      return certificates.ready(SSLContext.getInstance("TLS", PROVIDER), "localhost", PROVIDER);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
