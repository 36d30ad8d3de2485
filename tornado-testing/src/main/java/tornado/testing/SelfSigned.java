// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import okio.ByteString;

/// A key and a certificate that it signs itself (RFC 5280), made in memory: for `foo.example.com`, `localhost` and 127.0.0.1.
///
/// The JDK can read certificates but not make them.
///
/// **Thread**: any.
///
/// @param keys the key
/// @param certificate the certificate
record SelfSigned(KeyPair keys, X509Certificate certificate) {
  private static final String HOST = "foo.example.com";

  private static final ByteString ECDSA_WITH_SHA256 =
      DER.sequence(DER.objectIdentifier("1.2.840.10045.4.3.2"));
  private static final String COMMON_NAME = "2.5.4.3";
  private static final String SUBJECT_ALT_NAME = "2.5.29.17";

  /// Tags of RFC 5280 §4.2.1.6.
  private static final int DNS_NAME = 0x82;

  private static final int IP_ADDRESS = 0x87;

  /// Returns the one of this program, made when it is first asked for.
  static SelfSigned shared() {
    return Shared.ONE;
  }

  /// Makes one with a new key.
  static SelfSigned make() {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair keys = generator.generateKeyPair();
      ByteString body = toBeSigned(ByteString.of(keys.getPublic().getEncoded()));
      var signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(keys.getPrivate());
      signature.update(body.toByteArray());
      ByteString signed = ByteString.of(signature.sign());
      ByteString whole = DER.sequence(body, ECDSA_WITH_SHA256, DER.bits(signed));
      var factory = CertificateFactory.getInstance("X.509");
      var in = new ByteArrayInputStream(whole.toByteArray());
      return new SelfSigned(keys, (X509Certificate) factory.generateCertificate(in));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("can't make a certificate: " + e.getMessage(), e);
    }
  }

  /// TBSCertificate of RFC 5280 §4.1.
  private static ByteString toBeSigned(ByteString publicKey) {
    ByteString version3 = DER.tagged(0, DER.value(DER.INTEGER, ByteString.of((byte) 2)));
    ByteString serial = DER.value(DER.INTEGER, ByteString.of((byte) 1));
    // For all times that tests run at: it takes no clock.
    ByteString validity =
        DER.sequence(
            DER.text(DER.GENERALIZED_TIME, "20000101000000Z"),
            DER.text(DER.GENERALIZED_TIME, "99991231235959Z"));
    return DER.sequence(
        version3, serial, ECDSA_WITH_SHA256, name(), validity, name(), publicKey, extensions());
  }

  private static ByteString name() {
    return DER.sequence(
        DER.value(
            DER.SET,
            DER.sequence(DER.objectIdentifier(COMMON_NAME), DER.text(DER.UTF8_STRING, HOST))));
  }

  private static ByteString extensions() {
    ByteString hosts =
        DER.sequence(
            DER.text(DNS_NAME, HOST),
            DER.text(DNS_NAME, "localhost"),
            DER.value(IP_ADDRESS, ByteString.of((byte) 127, (byte) 0, (byte) 0, (byte) 1)));
    ByteString extension =
        DER.sequence(DER.objectIdentifier(SUBJECT_ALT_NAME), DER.value(DER.OCTET_STRING, hosts));
    return DER.tagged(3, DER.sequence(extension));
  }

  /// Made late: not every test speaks TLS.
  private static final class Shared {
    private static final SelfSigned ONE = make();
  }
}
