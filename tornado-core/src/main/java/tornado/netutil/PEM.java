// SPDX-License-Identifier: Apache-2.0
package tornado.netutil;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;

/// Certificates and private keys in PEM files (RFC 7468).
///
/// **Thread**: any. Reads files on the calling thread.
final class PEM {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");
  private static final List<String> ALGORITHMS = List.of("EC", "RSA", "EdDSA", "RSASSA-PSS");

  private PEM() {}

  /// Reads the certificates of a file, in order.
  ///
  /// @throws IllegalArgumentException if there is no such file, or no certificate in it
  static List<X509Certificate> certificates(Path file) {
    try {
      var factory = CertificateFactory.getInstance("X.509");
      List<X509Certificate> found =
          BLOCK
              .matcher(text(file))
              .results()
              .filter(block -> block.group(1).equals("CERTIFICATE"))
              .map(block -> certificate(factory, decode(block.group(2)), file))
              .toList();
      if (found.isEmpty()) {
        throw new IllegalArgumentException("no certificate in " + file);
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
    Matcher block = BLOCK.matcher(text(file));
    while (block.find()) {
      byte[] der = decode(block.group(2));
      switch (block.group(1)) {
        case "PRIVATE KEY" -> {
          return key(der, file);
        }
        case "RSA PRIVATE KEY" -> {
          return key(PrivateKeyInfo.ofRSA(der), file);
        }
        case "EC PRIVATE KEY" -> {
          return key(PrivateKeyInfo.ofEC(der, file), file);
        }
        case "ENCRYPTED PRIVATE KEY" -> {
          return encryptedKey(der, file, password);
        }
        default -> {
          // Certificates and parameters may stand in the same file.
        }
      }
    }
    throw new IllegalArgumentException("no private key in " + file);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException("file does not exist: " + file, e);
    } catch (IOException e) {
      throw new IllegalArgumentException("can't read " + file + ": " + e.getMessage(), e);
    }
  }

  private static byte[] decode(String base64) {
    return Base64.getMimeDecoder().decode(base64);
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
      String algorithm = info.getAlgParameters().toString();
      var secret = SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec(password));
      return key(info.getKeySpec(secret).getEncoded(), file);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException("can't decrypt the private key in " + file, e);
    }
  }
}
