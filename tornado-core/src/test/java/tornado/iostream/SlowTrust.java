// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/// Trusts everyone, but takes its time.
///
/// **Thread**: any.
final class SlowTrust implements X509TrustManager {
  private final CompletableFuture<Boolean> asked = new CompletableFuture<>();
  private final CompletableFuture<Boolean> answered = new CompletableFuture<>();

  /// Returns a context that trusts so.
  SSLContext context() throws GeneralSecurityException {
    var context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {this}, null);
    return context;
  }

  /// Returns what is done when someone waits to be trusted.
  CompletableFuture<Boolean> asked() {
    return asked;
  }

  /// Lets who waits go on.
  void answer() {
    answered.complete(true);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) {}

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) {
    asked.complete(true);
    answered.join();
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
