// SPDX-License-Identifier: Apache-2.0
package tornado.netutil;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;

/// Finds out whether a private key belongs to a certificate, which else only the handshakes would tell, by failing.
///
/// **Thread**: any.
final class KeyProof {
  private static final byte[] MESSAGE = {1, 2, 3};

  private KeyProof() {}

  /// Tells whether what `key` signs `certified` finds right.
  static boolean belongs(PrivateKey key, PublicKey certified) {
    if (!key.getAlgorithm().equals(certified.getAlgorithm())) {
      return false;
    }
    try {
      Signature signature = signature(key.getAlgorithm());
      signature.initSign(key);
      signature.update(MESSAGE);
      byte[] signed = signature.sign();
      signature.initVerify(certified);
      signature.update(MESSAGE);
      return signature.verify(signed);
    } catch (GeneralSecurityException ignored) {
      // As RSA keys of different sizes have it: they don't belong together.
      return false;
    }
  }

  private static Signature signature(String algorithm) throws GeneralSecurityException {
    return switch (algorithm) {
      case "RSA" -> Signature.getInstance("SHA256withRSA");
      case "EC" -> Signature.getInstance("SHA256withECDSA");
      case "RSASSA-PSS" -> {
        Signature signature = Signature.getInstance(algorithm);
        signature.setParameter(
            new PSSParameterSpec(
                "SHA-256",
                "MGF1",
                MGF1ParameterSpec.SHA256,
                32,
                PSSParameterSpec.TRAILER_FIELD_BC));
        yield signature;
      }
      default -> Signature.getInstance(algorithm);
    };
  }
}
