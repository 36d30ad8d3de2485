// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import tornado.log.Log;

/// Signed values of version 1: `value|time|signature`, the value in base64, signed with SHA-1.
///
/// The signature is of name, value and time with nothing between, so that digits at the end of a value could pass for the beginning of
/// its time. That makes a time far away or one that begins with zero, and both are refused.
///
/// **Thread**: any.
final class SignedValueV1 {
  private static final long FUTURE_SECONDS = 31 * 86_400L;

  private SignedValueV1() {}

  static String create(Signer key, String name, ByteString value, Instant now) {
    String time = Long.toString(now.getEpochSecond());
    String encoded = value.base64();
    return encoded
        + "|"
        + time
        + "|"
        + new String(signature(key, name, encoded, time), StandardCharsets.ISO_8859_1);
  }

  /// Returns the value, or null.
  ///
  /// @param oldest the earliest time, in seconds since 1970
  static @Nullable ByteString decode(
      Signer key, String name, String signed, long oldest, Instant now) {
    String[] parts = signed.split("\\|", -1);
    if (parts.length != 3) {
      return null;
    }
    String time = parts[1];
    byte[] signature = parts[2].getBytes(StandardCharsets.UTF_8);
    if (!MessageDigest.isEqual(signature(key, name, parts[0], time), signature)) {
      return refuse("Invalid cookie signature", name);
    }
    long seconds = SignedValue.digits(time);
    if (seconds < 0 || seconds > now.getEpochSecond() + FUTURE_SECONDS) {
      return refuse("Cookie timestamp in future; possible tampering", name);
    }
    if (seconds < oldest) {
      return refuse("Expired cookie", name);
    }
    if (time.startsWith("0")) {
      return refuse("Tampered cookie", name);
    }
    return ByteString.decodeBase64(parts[0]);
  }

  private static @Nullable ByteString refuse(String why, String name) {
    Log.general().warn("{}: {}", why, name);
    return null;
  }

  /// Returns the signature in hexadecimal.
  private static byte[] signature(Signer key, String name, String value, String time) {
    return SignedValue.hex(key.hmacSha1((name + value + time).getBytes(StandardCharsets.UTF_8)));
  }
}
