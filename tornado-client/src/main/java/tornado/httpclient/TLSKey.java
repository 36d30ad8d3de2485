// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import tornado.netutil.SSLOptions;

/// How a connection is secured. Connections are shared only by requests that say the same.
///
/// **Thread**: any.
record TLSKey(
    @Nullable SSLOptions options,
    boolean validateCert,
    @Nullable Path caCerts,
    @Nullable Path clientCert,
    @Nullable Path clientKey) {
  /// What requests say that say nothing.
  static final TLSKey DEFAULT = new TLSKey(null, true, null, null, null);

  /// Tells whether anybody's certificate is taken.
  boolean unchecked() {
    return options == null && !validateCert;
  }

  /// Makes the options.
  ///
  /// @throws IllegalArgumentException if a file can't be used
  SSLOptions toOptions() {
    if (options != null) {
      return options;
    }
    SSLOptions.Builder builder = SSLOptions.client();
    if (!validateCert) {
      builder.uncheckedCertificates();
      builder.uncheckedHost();
    }
    if (caCerts != null) {
      builder.trust(caCerts);
    }
    if (clientCert != null) {
      builder.certificate(clientCert, clientKey == null ? clientCert : clientKey);
    }
    return builder.build();
  }
}
