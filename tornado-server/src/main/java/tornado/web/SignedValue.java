// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.time.Instant;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/// Text that a client may keep for us and can read but not change: a value with its name, its time and a signature (HMAC, RFC 2104).
/// Python's Tornado reads ours and we read its.
///
/// ```java
/// var keys = SignedValue.Keys.of(secret);
/// String link = SignedValue.create(keys, "unsubscribe", Escape.utf8("42"), Instant.now());
/// ```
///
/// There are two versions. The second, which is made unless something else is said, signs the lengths of its parts and knows which of
/// several keys it was made with.
///
/// Tornado: `create_signed_value`, `decode_signed_value`, `get_signature_key_version`.
///
/// **Thread**: any.
public final class SignedValue {
  /// The version that is made unless something else is said, which is the highest there is.
  public static final int DEFAULT_VERSION = 2;

  /// A higher number is no version but the beginning of a value.
  private static final int MAX_VERSION_DIGITS = 3;

  /// What values are signed with. **Thread**: any.
  public static final class Keys {
    private final Map<Integer, Signer> secrets;
    private final int keyVersion;
    private final Signer signingKey;
    private final boolean several;

    private Keys(Map<Integer, Signer> secrets, int keyVersion, Signer signingKey, boolean several) {
      this.secrets = secrets;
      this.keyVersion = keyVersion;
      this.signingKey = signingKey;
      this.several = several;
    }

    /// Returns the one key there is.
    ///
    /// @param secret long and random
    /// @throws IllegalArgumentException if it is empty
    public static Keys of(String secret) {
      return new Keys(Map.of(), 0, new Signer(secret), false);
    }

    /// Returns keys, one of which signs while all are accepted: that is how a new one replaces an old one. Values of version 1 don't
    /// say which key they were made with, and are not accepted.
    ///
    /// @param secrets long and random, by numbers of your choice
    /// @param keyVersion the number of the one that signs
    /// @throws IllegalArgumentException if one is empty, a number negative, or the one that signs is missing
    public static Keys of(Map<Integer, String> secrets, int keyVersion) {
      var keys = new TreeMap<Integer, Signer>();
      secrets.forEach((number, secret) -> {
        if (number < 0) {
          throw new IllegalArgumentException("number of a secret < 0: " + number);
        }
        keys.put(number, new Signer(secret));
      });
      Signer signingKey = keys.get(keyVersion);
      if (signingKey == null) {
        throw new IllegalArgumentException("no secret has the number that signs: " + keyVersion);
      }
      return new Keys(keys, keyVersion, signingKey, true);
    }

    /// Returns the number of the key that signs.
    int signing() {
      return keyVersion;
    }

    Signer signingKey() {
      return signingKey;
    }

    /// Returns the key that a value says it was made with, or null. If there is one only it is that, whatever the value says.
    @Nullable Signer key(int number) {
      return several ? secrets.get(number) : signingKey;
    }

    boolean several() {
      return several;
    }
  }

  /// Which values are accepted.
  ///
  /// @param value a value to be read in place of the request's cookie; null for the cookie's
  /// @param maxAgeDays how old they may be; 31 by default
  /// @param minVersion the lowest version; 1 by default
  public record Options(@Nullable String value, int maxAgeDays, int minVersion) {
    /// Those of both versions, up to 31 days old.
    public static final Options DEFAULT = new Options(null, 31, 1);

    /// Checks the version.
    ///
    /// @throws IllegalArgumentException if there is no such version
    public Options {
      checkVersion("minVersion", minVersion);
    }

    /// Returns these for a value in place of the request's cookie.
    public Options withValue(@Nullable String newValue) {
      return new Options(newValue, maxAgeDays, minVersion);
    }

    /// Returns these with another age.
    public Options withMaxAgeDays(int days) {
      return new Options(value, days, minVersion);
    }

    /// Returns these with another lowest version.
    public Options withMinVersion(int version) {
      return new Options(value, maxAgeDays, version);
    }
  }

  private SignedValue() {}

  /// Signs a value.
  ///
  /// @param name what it is for; it is accepted under that name only
  /// @param now when it was made
  public static String create(Keys keys, String name, ByteString value, Instant now) {
    return create(keys, name, value, now, DEFAULT_VERSION);
  }

  /// Signs a value in an older version; as [#create(Keys, String, ByteString, Instant)].
  ///
  /// @throws IllegalArgumentException if there is no such version, or it is 1 and there are several keys
  public static String create(Keys keys, String name, ByteString value, Instant now, int version) {
    checkVersion("version", version);
    if (version == 2) {
      return SignedValueV2.create(keys, name, value, now);
    }
    if (keys.several()) {
      throw new IllegalArgumentException("version 1 knows one secret but there are several");
    }
    return SignedValueV1.create(keys.signingKey(), name, value, now);
  }

  /// Returns the value within, or null unless it is signed with one of the keys, under that name, neither too old nor of a version too
  /// low.
  ///
  /// @param options say what is too old; their value doesn't count
  public static @Nullable ByteString decode(
      Keys keys, String name, String signed, Options options, Instant now) {
    int version = version(signed);
    if (signed.isEmpty() || version < options.minVersion()) {
      return null;
    }
    long oldest = now.getEpochSecond() - options.maxAgeDays() * 86_400L;
    return switch (version) {
      case 1 ->
          keys.several()
              ? null
              : SignedValueV1.decode(keys.signingKey(), name, signed, oldest, now);
      case 2 -> SignedValueV2.decode(keys, name, signed, oldest);
      default -> null;
    };
  }

  /// Returns the number of the key that a value says it was signed with: nothing is checked. Empty for version 1, and for what is no
  /// signed value.
  public static OptionalInt keyVersion(String signed) {
    return version(signed) == 2 ? SignedValueV2.keyVersion(signed) : OptionalInt.empty();
  }

  /// Returns the version that a value or an XSRF token says it has: a number and a bar at its beginning. All else is version 1, which
  /// says nothing.
  static int version(String signed) {
    int bar = signed.indexOf('|');
    if (bar < 1 || bar > MAX_VERSION_DIGITS || signed.charAt(0) == '0') {
      return 1;
    }
    long version = digits(signed.substring(0, bar));
    return version < 0 ? 1 : (int) version;
  }

  /// Returns the number that is written in at most 12 digits, or -1 for anything else.
  static long digits(String text) {
    if (text.isEmpty() || text.length() > 12) {
      return -1;
    }
    long number = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      number = number * 10 + (c - '0');
    }
    return number;
  }

  /// Returns a signature as values have it: in hexadecimal, in ASCII.
  static byte[] hex(byte[] signature) {
    byte[] text = new byte[2 * signature.length];
    for (int i = 0; i < signature.length; i++) {
      text[2 * i] = (byte) Character.forDigit(signature[i] >> 4 & 15, 16);
      text[2 * i + 1] = (byte) Character.forDigit(signature[i] & 15, 16);
    }
    return text;
  }

  private static void checkVersion(String name, int version) {
    if (version < 1 || version > DEFAULT_VERSION) {
      throw new IllegalArgumentException(name + " < 1 or > " + DEFAULT_VERSION + ": " + version);
    }
  }
}
