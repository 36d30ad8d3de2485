// SPDX-License-Identifier: Apache-2.0
package tornado.httputil;

import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;

/// Who is at the other end of a connection.
///
/// **Thread**: any.
///
/// @param remoteIp the peer's IP address as text; `0.0.0.0` if it has none
/// @param protocol `http` or `https`
/// @param address the peer's address as logs show it
/// @param sslCertificate what the peer showed of itself by TLS, checked; null if it showed nothing, or there is no TLS
public record RequestContext(
    String remoteIp, String protocol, String address, @Nullable X509Certificate sslCertificate) {
  /// Makes a context of a peer that showed no certificate.
  public RequestContext(String remoteIp, String protocol, String address) {
    this(remoteIp, protocol, address, null);
  }

  /// Returns this with another address and scheme: what a trusted proxy says.
  public RequestContext forwarded(String remoteIp, String protocol) {
    return new RequestContext(remoteIp, protocol, address, sslCertificate);
  }

  /// Returns this with the peer's certificate.
  public RequestContext withSslCertificate(X509Certificate certificate) {
    return new RequestContext(remoteIp, protocol, address, certificate);
  }
}
