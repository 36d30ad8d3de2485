// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.time.Instant;
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
  private static final ByteString COLON = ByteString.encodeUtf8(":");

  /// What a value says.
  private record Fields(
      int keyVersion, long time, ByteString name, ByteString value, String signature) {}

  private SignedValueV2() {}

  static String create(SignedValue.Keys keys, String name, ByteString value, Instant now) {
    String unsigned =
        VERSION
            + field(Integer.toString(keys.signing()))
            + field(Long.toString(now.getEpochSecond()))
            + field(name)
            + field(value.base64());
    return unsigned + keys.signingKey().hmacSha256(unsigned);
  }

  private static String field(String text) {
    return ByteString.encodeUtf8(text).size() + ":" + text + "|";
  }

  /// Returns the value, or null.
  ///
  /// @param oldest the earliest time, in seconds since 1970
  static @Nullable ByteString decode(
      SignedValue.Keys keys, String name, String signed, long oldest) {
    Fields fields = parse(signed);
    Signer key = fields == null ? null : keys.key(fields.keyVersion());
    if (fields == null || key == null || !isSigned(signed, fields.signature(), key)) {
      return null;
    }
    if (!fields.name().equals(ByteString.encodeUtf8(name)) || fields.time() < oldest) {
      return null;
    }
    return ByteString.decodeBase64(fields.value().utf8());
  }

  private static boolean isSigned(String signed, String signature, Signer key) {
    String unsigned = signed.substring(0, signed.length() - signature.length());
    String expected = key.hmacSha256(unsigned);
    return SignedValue.isSame(signature, expected);
  }

  static OptionalInt keyVersion(String signed) {
    Fields fields = parse(signed);
    return fields == null ? OptionalInt.empty() : OptionalInt.of(fields.keyVersion());
  }

  private static @Nullable Fields parse(String signed) {
    var cursor = new Cursor(ByteString.encodeUtf8(signed));
    ByteString keyVersion = cursor.next();
    ByteString time = cursor.next();
    ByteString name = cursor.next();
    ByteString value = cursor.next();
    if (keyVersion == null || time == null || name == null || value == null) {
      return null;
    }
    long number = SignedValue.digits(keyVersion.utf8());
    long seconds = SignedValue.digits(time.utf8());
    if (number < 0 || number > Integer.MAX_VALUE || seconds < 0) {
      return null;
    }
    return new Fields((int) number, seconds, name, value, cursor.rest());
  }

  /// Reads one field after the other. **Thread**: owner.
  private static final class Cursor {
    private final ByteString text;
    private int at = VERSION.length();

    Cursor(ByteString text) {
      this.text = text;
    }

    /// Returns what the next field says, or null if it isn't as long as it says, which ends the reading.
    @Nullable ByteString next() {
      int colon = text.indexOf(COLON, at);
      long length = colon < 0 ? -1 : SignedValue.digits(text.substring(at, colon).utf8());
      long end = colon + 1 + length;
      if (length < 0 || end >= text.size() || text.getByte((int) end) != '|') {
        at = text.size();
        return null;
      }
      at = (int) end + 1;
      return text.substring(colon + 1, (int) end);
    }

    String rest() {
      return text.substring(at).utf8();
    }
  }
}
