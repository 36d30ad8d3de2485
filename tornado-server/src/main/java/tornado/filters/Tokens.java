// SPDX-License-Identifier: Apache-2.0
package tornado.filters;

import java.util.regex.Pattern;

/// Names of fields and methods.
///
/// **Thread**: any.
final class Tokens {
  /// RFC 9110 §5.6.2.
  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

  private Tokens() {}

  static boolean isToken(String text) {
    return TOKEN.matcher(text).matches();
  }
}
