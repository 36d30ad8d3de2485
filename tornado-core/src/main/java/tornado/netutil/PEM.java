// SPDX-License-Identifier: Apache-2.0
package tornado.netutil;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;

/// Certificates and private keys in PEM files (RFC 7468).
///
/// **Thread**: any. Reads files on the calling thread.
final class PEM {
  private static final List<String> ALGORITHMS = List.of("EC", "RSA", "EdDSA", "RSASSA-PSS");

  private PEM() {}

  /// Reads the certificates of a file, in order.
  ///
  /// @throws IllegalArgumentException if there is no such file, or no certificate in it
  static List<X509Certificate> certificates(Path file) {
    List<PEMBlock> blocks = PEMBlock.read(file);
    try {
      var factory = CertificateFactory.getInstance("X.509");
      List<X509Certificate> found =
          blocks.stream()
              .filter(block -> block.label().equals("CERTIFICATE"))
              .map(block -> certificate(factory, block.bytes(file), file))
              .toList();
      if (found.isEmpty()) {
        throw new IllegalArgumentException(
            "no certificate in " + file + ": " + PEMBlock.describe(blocks));
      }
      return found;
    } catch (CertificateException e) {
      throw new IllegalStateException("every Java platform knows X.509", e);
    }
  }

  /// Reads the private key of a file: PKCS#8, also encrypted, or the older forms of RSA and EC keys.
  ///
  /// @param password of an encrypted key, or null
  /// @throws IllegalArgumentException if there is no such file, no key in it, or the password doesn't fit
  static PrivateKey privateKey(Path file, char @Nullable [] password) {
    List<PEMBlock> blocks = PEMBlock.read(file);
    for (PEMBlock block : blocks) {
      // Certificates and parameters may stand in the same file.
      if (block.label().endsWith("PRIVATE KEY")) {
        return privateKey(block, file, password);
      }
    }
    throw new IllegalArgumentException(
        "no private key in " + file + ": " + PEMBlock.describe(blocks));
  }

  private static PrivateKey privateKey(PEMBlock block, Path file, char @Nullable [] password) {
    if (block.encryptedByHeader()) {
      throw new IllegalArgumentException(
          "private key is encrypted in an old form, convert it by 'openssl pkcs8 -topk8': " + file);
    }
    byte[] der = block.bytes(file);
    return switch (block.label()) {
      case "PRIVATE KEY" -> key(der, file);
      case "RSA PRIVATE KEY" -> key(PrivateKeyInfo.ofRSA(der), file);
      case "EC PRIVATE KEY" -> key(PrivateKeyInfo.ofEC(der, file), file);
      case "ENCRYPTED PRIVATE KEY" -> encryptedKey(der, file, password);
      default ->
          throw new IllegalArgumentException(
              "unknown kind of private key in " + file + ": " + block.label());
    };
  }

  private static X509Certificate certificate(CertificateFactory factory, byte[] der, Path file) {
    try {
      return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der));
    } catch (CertificateException e) {
      throw new IllegalArgumentException(
          "malformed certificate in " + file + ": " + e.getMessage(), e);
    }
  }

  private static PrivateKey key(byte[] der, Path file) {
    for (String algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
      } catch (InvalidKeySpecException ignored) {
        // Of another algorithm: the next may fit.
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("every Java platform knows " + algorithm, e);
      }
    }
    throw new IllegalArgumentException("malformed or unknown kind of private key in " + file);
  }

  private static PrivateKey encryptedKey(byte[] der, Path file, char @Nullable [] password) {
    if (password == null) {
      throw new IllegalArgumentException("private key needs a password: " + file);
    }
    try {
      var info = new EncryptedPrivateKeyInfo(der);
      var secret =
          SecretKeyFactory.getInstance(algorithm(info)).generateSecret(new PBEKeySpec(password));
      return key(info.getKeySpec(secret).getEncoded(), file);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalArgumentException(
          "unknown encryption of the private key in " + file + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new IllegalArgumentException("malformed encrypted private key in " + file, e);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("wrong password for the private key in " + file, e);
    }
  }

  /// The name that PBES2 (RFC 8018) goes by stands in its parameters.
  private static String algorithm(EncryptedPrivateKeyInfo info) {
    AlgorithmParameters parameters = info.getAlgParameters();
    return parameters != null && parameters.getAlgorithm().equals("PBES2")
        ? parameters.toString()
        : info.getAlgName();
  }
}
