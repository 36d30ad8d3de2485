// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import tornado.netutil.SSLOptions;

/// TLS between a server and a client of one program, who have the certificate of [SelfSigned] in common.
///
/// The client trusts it and checks the host, instead of not checking anything as Tornado's does: so tests see the code that runs in
/// production, and no warning.
///
/// **Thread**: any.
final class LocalSSLOptions {
  private static final char[] NO_PASSWORD = new char[0];

  private LocalSSLOptions() {}

  /// Returns options of a server that has the certificate.
  static SSLOptions server() {
    return SSLOptions.server().context(context()).build();
  }

  /// Returns options of a client that trusts it, and nobody else.
  static SSLOptions client() {
    return SSLOptions.client().context(context()).build();
  }

  private static SSLContext context() {
    SelfSigned shared = SelfSigned.shared();
    try {
      var store = KeyStore.getInstance("PKCS12");
      store.load(null, NO_PASSWORD);
      store.setCertificateEntry("trusted", shared.certificate());
      store.setKeyEntry(
          "own", shared.keys().getPrivate(), NO_PASSWORD, new Certificate[] {shared.certificate()});
      var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, NO_PASSWORD);
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      var context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("can't set up TLS: " + e.getMessage(), e);
    }
  }
}
