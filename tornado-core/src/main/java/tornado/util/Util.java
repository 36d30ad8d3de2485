// SPDX-License-Identifier: Apache-2.0
package tornado.util;

import okio.ByteString;

/// The functions of Tornado's module `util`.
///
/// **Thread**: any.
public final class Util {
  private Util() {}

  /// Takes back the escaping of a text within a regular expression. Tornado: `re_unescape`.
  ///
  /// @throws IllegalArgumentException if a backslash stands before an ASCII letter or digit, which means something else than that
  ///     character, or at the end
  public static String reUnescape(String escaped) {
    if (escaped.indexOf('\\') < 0) {
      return escaped;
    }
    var text = new StringBuilder(escaped.length());
    for (int i = 0; i < escaped.length(); i++) {
      char c = escaped.charAt(i);
      if (c == '\\') {
        i++;
        if (i == escaped.length() || isLetterOrDigit(escaped.charAt(i))) {
          throw new IllegalArgumentException("can't unescape: " + escaped);
        }
        c = escaped.charAt(i);
      }
      text.append(c);
    }
    return text.toString();
  }

  /// Combines each byte of `data` with the mask's bytes in turn by exclusive or (RFC 6455 §5.3).
  ///
  /// @param mask four bytes
  /// @throws IllegalArgumentException if it isn't four bytes
  public static ByteString websocketMask(ByteString mask, ByteString data) {
    if (mask.size() != 4) {
      throw new IllegalArgumentException("mask size is not 4: " + mask.size());
    }
    byte[] bytes = data.toByteArray();
    byte[] key = mask.toByteArray();
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] ^= key[i & 3];
    }
    return ByteString.of(bytes);
  }

  private static boolean isLetterOrDigit(char c) {
    char lower = (char) (c | 0x20);
    return (c >= '0' && c <= '9') || (lower >= 'a' && lower <= 'z');
  }
}
