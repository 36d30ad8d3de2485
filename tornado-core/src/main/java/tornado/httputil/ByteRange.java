// SPDX-License-Identifier: Apache-2.0
package tornado.httputil;

import org.jspecify.annotations.Nullable;

/// A part of a representation that a Range field asks for (RFC 9110 §14.1.2), as Tornado gives it.
///
/// **Thread**: any.
///
/// @param start the first byte; negative to count from the end; null for the beginning
/// @param end the byte behind the last; null for the end
public record ByteRange(@Nullable Long start, @Nullable Long end) {
  /// Reads a Range field.
  ///
  /// @return null for what is to be ignored: another unit, several ranges, no number
  static @Nullable ByteRange parse(String field) {
    int equals = field.indexOf('=');
    if (equals < 0 || !field.substring(0, equals).strip().equals("bytes")) {
      return null;
    }
    String value = field.substring(equals + 1).strip();
    int dash = value.indexOf('-');
    String first = dash < 0 ? value : value.substring(0, dash);
    String second = dash < 0 ? "" : value.substring(dash + 1);
    try {
      return of(number(first), number(second));
    } catch (NumberFormatException e) {
      // RFC 9110 §14.2: a Range that can't be read is as if it were not there.
      return null;
    }
  }

  private static ByteRange of(@Nullable Long first, @Nullable Long second) {
    if (second == null) {
      return new ByteRange(first, null);
    }
    if (first != null) {
      // The largest number has none behind it.
      return new ByteRange(first, Math.max(second, second + 1));
    }
    return second == 0 ? new ByteRange(null, 0L) : new ByteRange(-second, null);
  }

  private static @Nullable Long number(String text) {
    String digits = text.strip();
    if (digits.isEmpty()) {
      return null;
    }
    for (int i = 0; i < digits.length(); i++) {
      if (!Grammar.isDigit(digits.charAt(i))) {
        throw new NumberFormatException(digits);
      }
    }
    try {
      return Long.valueOf(digits);
    } catch (NumberFormatException e) {
      // Beyond the end of anything, however far (RFC 9110 §14.1.2).
      return Long.MAX_VALUE;
    }
  }
}
