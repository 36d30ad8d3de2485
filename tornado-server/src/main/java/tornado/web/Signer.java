// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import okio.ByteString;

/// A secret that signs. What the JDK needs to sign is made once: to find and to key it takes longer than to sign a cookie.
///
/// **Thread**: any.
final class Signer {
  private final Mac sha1;
  private final Mac sha256;

  /// Makes a signer.
  ///
  /// @throws IllegalArgumentException if the secret is empty
  Signer(String secret) {
    if (secret.isEmpty()) {
      throw new IllegalArgumentException("a secret is empty");
    }
    ByteString key = ByteString.encodeUtf8(secret);
    sha1 = mac("HmacSHA1", key);
    sha256 = mac("HmacSHA256", key);
  }

  /// Returns the HMAC-SHA1 of text, in hexadecimal.
  String hmacSha1(String text) {
    return sign(sha1, text);
  }

  /// Returns the HMAC-SHA256 of text, in hexadecimal.
  String hmacSha256(String text) {
    return sign(sha256, text);
  }

  private static String sign(Mac keyed, String text) {
    try {
      // Used by its copies only, so that threads don't meet.
      Mac mac = (Mac) keyed.clone();
      return ByteString.of(mac.doFinal(ByteString.encodeUtf8(text).toByteArray())).hex();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(
          "a provider's HMAC can't be copied: " + keyed.getProvider(), e);
    }
  }

  private static Mac mac(String algorithm, ByteString key) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key.toByteArray(), algorithm));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java platform has " + algorithm, e);
    }
  }
}
