// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.OptionalInt;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/// Signed values of version 2: `2|1:0|10:1300000000|3:key|8:dmFsdWU=|signature`, which are the version, the key's number, the time, the
/// name and the value in base64, each with its length in bytes. Everything before the signature is signed, with SHA-256.
///
/// Python writes the length of a name in characters but reads it in bytes; ours are bytes, which both read.
///
/// **Thread**: any.
final class SignedValueV2 {
  private static final String VERSION = "2|";

  /// What a value says: numbers, and where in its bytes the rest lies.
  private record Fields(int keyVersion, long time, Range name, Range value, int signatureFrom) {}

  private record Range(int from, int to) {
    String of(byte[] text) {
      return new String(text, from, to - from, StandardCharsets.UTF_8);
    }
  }

  private SignedValueV2() {}

  static String create(SignedValue.Keys keys, String name, ByteString value, Instant now) {
    String unsigned =
        VERSION
            + field(Integer.toString(keys.signing()))
            + field(Long.toString(now.getEpochSecond()))
            + field(name)
            + field(value.base64());
    byte[] text = unsigned.getBytes(StandardCharsets.UTF_8);
    byte[] signature = SignedValue.hex(keys.signingKey().hmacSha256(text, text.length));
    return unsigned + new String(signature, StandardCharsets.ISO_8859_1);
  }

  private static String field(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length + ":" + text + "|";
  }

  /// Returns the value, or null.
  ///
  /// @param oldest the earliest time, in seconds since 1970
  static @Nullable ByteString decode(
      SignedValue.Keys keys, String name, String signed, long oldest) {
    byte[] text = signed.getBytes(StandardCharsets.UTF_8);
    Fields fields = parse(text);
    Signer key = fields == null ? null : keys.key(fields.keyVersion());
    if (fields == null || key == null || !isSigned(text, fields.signatureFrom(), key)) {
      return null;
    }
    if (!fields.name().of(text).equals(name) || fields.time() < oldest) {
      return null;
    }
    return ByteString.decodeBase64(fields.value().of(text));
  }

  private static boolean isSigned(byte[] text, int signatureFrom, Signer key) {
    byte[] expected = SignedValue.hex(key.hmacSha256(text, signatureFrom));
    return MessageDigest.isEqual(expected, Arrays.copyOfRange(text, signatureFrom, text.length));
  }

  static OptionalInt keyVersion(String signed) {
    Fields fields = parse(signed.getBytes(StandardCharsets.UTF_8));
    return fields == null ? OptionalInt.empty() : OptionalInt.of(fields.keyVersion());
  }

  private static @Nullable Fields parse(byte[] text) {
    var cursor = new Cursor(text);
    Range keyVersion = cursor.next();
    Range time = cursor.next();
    Range name = cursor.next();
    Range value = cursor.next();
    if (keyVersion == null || time == null || name == null || value == null) {
      return null;
    }
    long number = digits(text, keyVersion.from(), keyVersion.to());
    long seconds = digits(text, time.from(), time.to());
    if (number < 0 || number > Integer.MAX_VALUE || seconds < 0) {
      return null;
    }
    return new Fields((int) number, seconds, name, value, cursor.at);
  }

  /// Returns the number that is written in at most 12 digits, or -1 for anything else.
  private static long digits(byte[] text, int from, int to) {
    if (from == to || to - from > 12) {
      return -1;
    }
    long number = 0;
    for (int i = from; i < to; i++) {
      if (text[i] < '0' || text[i] > '9') {
        return -1;
      }
      number = number * 10 + (text[i] - '0');
    }
    return number;
  }

  /// Finds one field after the other. **Thread**: owner.
  private static final class Cursor {
    private final byte[] text;
    private int at = VERSION.length();

    Cursor(byte[] text) {
      this.text = text;
    }

    /// Returns where the next field lies, or null if it isn't as long as it says, which ends the reading.
    @Nullable Range next() {
      int colon = at;
      while (colon < text.length && text[colon] != ':') {
        colon++;
      }
      long length = colon == text.length ? -1 : digits(text, at, colon);
      long end = colon + 1 + length;
      if (length < 0 || end >= text.length || text[(int) end] != '|') {
        at = text.length;
        return null;
      }
      at = (int) end + 1;
      return new Range(colon + 1, (int) end);
    }
  }
}
