// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import tornado.iostream.IOStream;
import tornado.iostream.SSLIOStream;

/// The keys that servers must have, or one of the authorities that vouch for them (RFC 7469 §2.4 has the form).
///
/// **Thread**: any.
///
/// @param ofHosts SHA-256 of keys (SubjectPublicKeyInfo) by host
record CertificatePins(Map<String, Set<ByteString>> ofHosts) {
  static final CertificatePins NONE = new CertificatePins(Map.of());

  private static final String PREFIX = "sha256/";
  private static final int HASH_BYTE_COUNT = 32;

  /// The longest chain that is followed.
  private static final int MAX_DEPTH = 10;

  /// Returns these, and pins of another host; those it has are replaced.
  ///
  /// @throws IllegalArgumentException if there is none, or one isn't `sha256/` and 32 bytes in base64
  CertificatePins with(String host, List<String> pins) {
    if (pins.isEmpty()) {
      throw new IllegalArgumentException("pins is empty: a host with none would be refused always");
    }
    var all = new HashMap<String, Set<ByteString>>(ofHosts);
    all.put(
        withoutDot(host.toLowerCase(Locale.ROOT)),
        pins.stream().map(CertificatePins::parse).collect(Collectors.toUnmodifiableSet()));
    return new CertificatePins(Map.copyOf(all));
  }

  boolean areFor(String host) {
    return !ofHosts.isEmpty() && ofHosts.containsKey(withoutDot(host));
  }

  /// Takes off the dot of a name that ends with the root, which is the same host.
  private static String withoutDot(String host) {
    return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
  }

  /// Returns why a server is refused, or null if it has a key that it must have.
  ///
  /// @param authorities whose certificates are accepted, as far as that is known
  @Nullable HTTPClientError refusal(
      Endpoint endpoint, IOStream stream, List<X509Certificate> authorities) {
    Set<ByteString> wanted = ofHosts.getOrDefault(withoutDot(endpoint.host()), Set.of());
    List<X509Certificate> chain =
        stream instanceof SSLIOStream secure
            ? chain(secure.peerCertificates(), authorities)
            : List.of();
    if (chain.stream().anyMatch(certificate -> wanted.contains(keyHash(certificate)))) {
      return null;
    }
    String seen =
        chain.stream()
            .map(certificate ->
                PREFIX
                    + keyHash(certificate).base64()
                    + " "
                    + certificate.getSubjectX500Principal().getName())
            .collect(Collectors.joining("; "));
    return new HTTPClientError(
        "%s has none of its certificatePins, somebody may be in between; its chain: %s"
            .formatted(endpoint, seen),
        null);
  }

  /// Follows the signatures from a server's certificate up. What a server sends beside that proves nothing: it may have been copied
  /// from another.
  static List<X509Certificate> chain(
      List<X509Certificate> sent, List<X509Certificate> authorities) {
    var chain = new ArrayList<X509Certificate>();
    X509Certificate next = sent.isEmpty() ? null : sent.getFirst();
    while (next != null && chain.size() < MAX_DEPTH) {
      chain.add(next);
      X509Certificate authority = issuer(chain, authorities);
      if (authority != null) {
        chain.add(authority);
        break;
      }
      next = issuer(chain, sent);
    }
    return chain;
  }

  private static @Nullable X509Certificate issuer(
      List<X509Certificate> chain, List<X509Certificate> candidates) {
    for (X509Certificate candidate : candidates) {
      if (!chain.contains(candidate) && hasSigned(candidate, chain)) {
        return candidate;
      }
    }
    return null;
  }

  /// Tells whether a certificate vouches for the last one of a chain: it must be an authority's, and allow so many below it
  /// (RFC 5280 §4.2.1.9).
  private static boolean hasSigned(X509Certificate issuer, List<X509Certificate> chain) {
    X509Certificate subject = chain.getLast();
    if (!issuer.getSubjectX500Principal().equals(subject.getIssuerX500Principal())
        || issuer.getBasicConstraints() < chain.size() - 1) {
      return false;
    }
    try {
      issuer.checkValidity();
      subject.verify(issuer.getPublicKey());
      return true;
    } catch (GeneralSecurityException ignored) {
      // Another of the same name, or one that has expired.
      return false;
    }
  }

  static ByteString keyHash(X509Certificate certificate) {
    return ByteString.of(certificate.getPublicKey().getEncoded()).sha256();
  }

  private static ByteString parse(String pin) {
    ByteString hash =
        pin.startsWith(PREFIX) ? ByteString.decodeBase64(pin.substring(PREFIX.length())) : null;
    if (hash == null || hash.size() != HASH_BYTE_COUNT) {
      throw new IllegalArgumentException(
          "pin is not 'sha256/' and 32 bytes in base64: '" + pin + "'");
    }
    return hash;
  }
}
