// SPDX-License-Identifier: Apache-2.0
package tornado.netutil;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import tornado.fixture.Certificates;
import tornado.fixture.Once;

/// Certificates and keys in the forms that tools write, and what is said of files that hold none.
@Once
final class PEMTest {
  private static final Certificates FILES = Certificates.inTemporaryFolder();
  private static final HeldCertificate EC = FILES.builder("ec.test").build();
  private static final HeldCertificate RSA = FILES.builder("rsa.test").rsa2048().build();

  private static Path file(String text) {
    return FILES.write("file.pem", text);
  }

  private static String block(String label, byte[] der) {
    return "-----BEGIN "
        + label
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
        + "\n-----END "
        + label
        + "-----\n";
  }

  private static PrivateKey key(String text) {
    return PEM.privateKey(file(text), null);
  }

  private static PrivateKey keyOf(HeldCertificate certificate) {
    return certificate.keyPair().getPrivate();
  }

  /// ECPrivateKey (RFC 5915 §3) on the curve P-256.
  private static byte[] sec1(String curve) {
    BigInteger secret = ((ECPrivateKey) keyOf(EC)).getS();
    String inner = "0201010420" + String.format("%064x", secret) + curve;
    return HexFormat.of().parseHex("30" + String.format("%02x", inner.length() / 2) + inner);
  }

  private static byte[] encrypted(String password) throws GeneralSecurityException {
    String algorithm = "PBEWithHmacSHA256AndAES_128";
    var secret =
        SecretKeyFactory.getInstance(algorithm)
            .generateSecret(new PBEKeySpec(password.toCharArray()));
    Cipher cipher = Cipher.getInstance(algorithm);
    cipher.init(Cipher.ENCRYPT_MODE, secret);
    byte[] hidden = cipher.doFinal(keyOf(EC).getEncoded());
    try {
      var parameters = AlgorithmParameters.getInstance("PBES2");
      parameters.init(cipher.getParameters().getEncoded());
      return new EncryptedPrivateKeyInfo(parameters, hidden).getEncoded();
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void readsKeysInPKCS8() {
    assertThat(key(EC.privateKeyPkcs8Pem())).isEqualTo(keyOf(EC));
    assertThat(key(RSA.privateKeyPkcs8Pem())).isEqualTo(keyOf(RSA));
  }

  @Test
  void readsRSAKeysInPKCS1() {
    assertThat(key(RSA.privateKeyPkcs1Pem())).isEqualTo(keyOf(RSA));
  }

  /// OpenSSL writes the parameters of the curve in front of the key.
  @Test
  void readsECKeysInSEC1() {
    String curve = "06082a8648ce3d030107";
    String text =
        block("EC PARAMETERS", HexFormat.of().parseHex(curve))
            + block("EC PRIVATE KEY", sec1("a00a" + curve));

    assertThat(((ECPrivateKey) key(text)).getS()).isEqualTo(((ECPrivateKey) keyOf(EC)).getS());
  }

  @Test
  void readsEncryptedKeysWithTheirPassword() throws Exception {
    Path file = file(block("ENCRYPTED PRIVATE KEY", encrypted("secret")));

    assertThat(PEM.privateKey(file, "secret".toCharArray())).isEqualTo(keyOf(EC));
    assertThatThrownBy(() -> PEM.privateKey(file, "other".toCharArray()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("wrong password for the private key in " + file);
    assertThatThrownBy(() -> PEM.privateKey(file, null))
        .hasMessage("private key needs a password: " + file);
  }

  @Test
  void readsAllCertificatesInOrderAmongOtherThings() {
    String text =
        "\u00ef\u00bb\u00bf# a chain\r\n"
            + EC.certificatePem().replace("\n", "\r\n")
            + "subject: CN = rsa.test\n"
            + EC.privateKeyPkcs8Pem()
            + RSA.certificatePem()
            + "end";

    assertThat(PEM.certificates(file(text))).containsExactly(EC.certificate(), RSA.certificate());
    assertThat(key(text)).isEqualTo(keyOf(EC));
  }

  private static void certificatesFail(String text, String message) {
    Path file = file(text);
    assertThatThrownBy(() -> PEM.certificates(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message.replace("FILE", file.toString()));
  }

  private static void keyFails(String text, String message) {
    Path file = file(text);
    assertThatThrownBy(() -> PEM.privateKey(file, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message.replace("FILE", file.toString()));
  }

  @Test
  void saysWhatAFileHasInsteadOfACertificate() {
    certificatesFail("", "no certificate in FILE: found no PEM block");
    certificatesFail("0\u0082", "no certificate in FILE: found no PEM block");
    certificatesFail(EC.privateKeyPkcs8Pem(), "no certificate in FILE: found PRIVATE KEY");
  }

  @Test
  void saysWhatAFileHasInsteadOfAKey() {
    keyFails("", "no private key in FILE: found no PEM block");
    keyFails(
        EC.certificatePem() + RSA.certificatePem(), "no private key in FILE: found CERTIFICATE");
    keyFails(block("DSA PRIVATE KEY", new byte[4]), "unknown kind of private key in FILE: DSA");
  }

  @Test
  void saysWhichPartOfAFileIsDamaged() {
    String pem = EC.certificatePem();

    certificatesFail(pem.substring(0, 200), "-----BEGIN CERTIFICATE----- without its end in FILE");
    certificatesFail(pem.replaceFirst("M", "!"), "malformed CERTIFICATE in FILE: ");
    certificatesFail(block("CERTIFICATE", new byte[9]), "malformed certificate in FILE: ");
    keyFails(block("PRIVATE KEY", new byte[9]), "malformed or unknown kind of private key in FILE");
    keyFails(block("RSA PRIVATE KEY", new byte[9]), "malformed or unknown kind of private key");
    keyFails(block("EC PRIVATE KEY", new byte[] {0x30, 0x7f}), "malformed EC private key in FILE");
    keyFails(block("EC PRIVATE KEY", sec1("")), "EC private key names no curve: FILE");
  }

  @Test
  void malformedEncryptedKeyIsRefused() {
    Path file = file(block("ENCRYPTED PRIVATE KEY", new byte[9]));

    assertThatThrownBy(() -> PEM.privateKey(file, "x".toCharArray()))
        .hasMessage("malformed encrypted private key in " + file);
  }

  /// OpenSSL's form before PKCS#8, with a key derivation that is no good any more.
  @Test
  void keysEncryptedInTheOldFormAreRefusedWithAnAdvice() {
    String text =
        """
        -----BEGIN RSA PRIVATE KEY-----
        Proc-Type: 4,ENCRYPTED
        DEK-Info: AES-128-CBC,00112233445566778899AABBCCDDEEFF

        AAAA
        -----END RSA PRIVATE KEY-----
        """;

    keyFails(
        text,
        "private key is encrypted in an old form, convert it by 'openssl pkcs8 -topk8': FILE");
  }

  @Test
  void saysThatAFileIsMissingOrCannotBeRead() {
    Path missing = file("").resolveSibling("missing.pem");
    Path folder = missing.resolveSibling("");

    assertThatThrownBy(() -> PEM.certificates(missing))
        .hasMessage("file does not exist: " + missing);
    assertThatThrownBy(() -> PEM.certificates(folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("can't read " + folder);
  }
}
