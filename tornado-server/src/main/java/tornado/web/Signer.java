// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// A secret that signs. What the JDK needs to sign is made once: to find and to key it takes longer than to sign a cookie.
///
/// **Thread**: any.
final class Signer {
  private final Keyed sha1;
  private final Keyed sha256;

  /// Makes a signer.
  ///
  /// @throws IllegalArgumentException if the secret is empty
  Signer(String secret) {
    if (secret.isEmpty()) {
      throw new IllegalArgumentException("a secret is empty");
    }
    byte[] key = secret.getBytes(StandardCharsets.UTF_8);
    sha1 = new Keyed("HmacSHA1", key);
    sha256 = new Keyed("HmacSHA256", key);
  }

  /// Returns the HMAC-SHA1 of text.
  byte[] hmacSha1(byte[] text) {
    return sha1.sign(text, text.length);
  }

  /// Returns the HMAC-SHA256 of the first `byteCount` bytes of text.
  byte[] hmacSha256(byte[] text, int byteCount) {
    return sha256.sign(text, byteCount);
  }

  /// One algorithm with the key. **Thread**: any.
  private static final class Keyed {
    /// Used by its copies only.
    private final Mac original;

    /// A copy that nobody uses just now, or null.
    private final AtomicReference<@Nullable Mac> spare = new AtomicReference<>();

    Keyed(String algorithm, byte[] key) {
      try {
        original = Mac.getInstance(algorithm);
        original.init(new SecretKeySpec(key, algorithm));
      } catch (GeneralSecurityException e) {
        throw new AssertionError("every Java platform has " + algorithm, e);
      }
    }

    byte[] sign(byte[] text, int byteCount) {
      Mac taken = spare.getAndSet(null);
      Mac mac = taken == null ? copy() : taken;
      mac.update(text, 0, byteCount);
      byte[] signature = mac.doFinal();
      spare.set(mac);
      return signature;
    }

    private Mac copy() {
      try {
        return (Mac) original.clone();
      } catch (CloneNotSupportedException e) {
        throw new IllegalStateException(
            "a provider's HMAC can't be copied: " + original.getProvider(), e);
      }
    }
  }
}
