// SPDX-License-Identifier: Apache-2.0
package tornado.httputil;

/// The character classes of RFC 9110 and RFC 3986, as tables.
///
/// **Thread**: any.
final class Grammar {
  private static final int TCHAR = 1;
  private static final int FIELD_CONTENT = 2;
  private static final int FIELD_VCHAR = 4;
  private static final int REG_NAME = 8;

  private static final byte[] CLASSES = new byte[256];

  static {
    mark(
        TCHAR | REG_NAME,
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.~_!$&'*+");
    mark(TCHAR, "#%^`|");
    mark(REG_NAME, "(),;=");
    for (int c = 0; c < 256; c++) {
      boolean visible = (c > ' ' && c < 0x7f) || c >= 0x80;
      if (visible) {
        CLASSES[c] |= FIELD_VCHAR | FIELD_CONTENT;
      }
    }
    mark(FIELD_CONTENT, " \t");
  }

  private Grammar() {}

  /// Tells whether `c` may stand in a token (RFC 9110 §5.6.2, tchar).
  static boolean isTokenChar(int c) {
    return is(c, TCHAR);
  }

  /// Tells whether `c` may stand inside a field value (RFC 9110 §5.5).
  static boolean isFieldContent(int c) {
    return is(c, FIELD_CONTENT);
  }

  /// Tells whether `c` may begin or end a field value (RFC 9110 §5.5, field-vchar).
  static boolean isFieldVchar(int c) {
    return is(c, FIELD_VCHAR);
  }

  /// Tells whether `c` may stand in a host's name as it is (RFC 3986 §3.2.2, reg-name).
  static boolean isRegName(int c) {
    return is(c, REG_NAME);
  }

  /// Tells whether `text` is a token: one or more tchars.
  static boolean isToken(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isTokenChar(text.charAt(i))) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /// Tells whether `value` may be a field's: visible at both ends, no control character but tab within.
  static boolean isFieldValue(String value) {
    int last = value.length() - 1;
    if (last < 0) {
      return true;
    }
    for (int i = 0; i <= last; i++) {
      if (!isFieldContent(value.charAt(i))) {
        return false;
      }
    }
    return isFieldVchar(value.charAt(0)) && isFieldVchar(value.charAt(last));
  }

  static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  static boolean isHexDigit(int c) {
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  private static boolean is(int c, int bits) {
    return c < 256 && (CLASSES[c] & bits) != 0;
  }

  private static void mark(int bits, String chars) {
    for (int i = 0; i < chars.length(); i++) {
      CLASSES[chars.charAt(i)] |= (byte) bits;
    }
  }
}
