// SPDX-License-Identifier: Apache-2.0
package tornado.locale;

import java.util.regex.Pattern;

/// The codes of locales, such as `en_US`.
///
/// **Thread**: any.
final class LocaleCode {
  private static final java.util.Locale ROOT = java.util.Locale.ROOT;
  private static final Pattern CODE = Pattern.compile("[A-Za-z]{1,8}([_-][A-Za-z0-9]{1,8}){0,4}");

  private LocaleCode() {}

  /// Tells whether a text may be a code at all.
  static boolean isCode(String text) {
    return CODE.matcher(text).matches();
  }

  /// Returns a code as it is compared: `en_US` for `EN-us`.
  static String normal(String code) {
    String region = code.substring(partEnd(code, 0));
    return language(code) + region.replace('-', '_').toUpperCase(ROOT);
  }

  /// Returns the language alone: `en` for `EN-us`.
  static String language(String code) {
    return code.substring(0, partEnd(code, 0)).toLowerCase(ROOT);
  }

  /// Tells whether a code has more than language and region.
  static boolean isLong(String code) {
    int regionStart = partEnd(code, 0) + 1;
    return partEnd(code, regionStart) < code.length();
  }

  private static int partEnd(String code, int from) {
    int at = from;
    while (at < code.length() && code.charAt(at) != '-' && code.charAt(at) != '_') {
      at++;
    }
    return at;
  }
}
