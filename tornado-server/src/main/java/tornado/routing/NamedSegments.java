// SPDX-License-Identifier: Apache-2.0
package tornado.routing;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The short form of named groups in path patterns: `{name}` stands for `(?<name>[^/]+)`, one segment, and `{name:regex}` for
/// `(?<name>regex)`. Braces that regular expressions know themselves stay: those that are escaped, that count (`[0-9]{4}`), and that belong to
/// a class (`\p{L}`).
///
/// **Thread**: any.
final class NamedSegments {
  /// An escape with what belongs to it, or the start of a short form.
  private static final Pattern TOKEN =
      Pattern.compile("\\\\[pPxN]\\{[^}]*\\}|\\\\.|\\{(?<name>[a-zA-Z_]\\w*)(?<end>[:}])");

  private static final Pattern GROUP_NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9]*");
  private static final String SEGMENT = "[^/]+";

  private NamedSegments() {}

  /// Returns the pattern with groups in the place of short forms.
  ///
  /// @throws IllegalArgumentException if a name has other characters than ASCII letters and digits, or a short form does not end
  static String expand(String pathPattern) {
    var expanded = new StringBuilder();
    Matcher token = TOKEN.matcher(pathPattern);
    int from = 0;
    while (token.find(from)) {
      expanded.append(pathPattern, from, token.start());
      String name = token.group("name");
      if (name == null) {
        expanded.append(token.group());
        from = token.end();
      } else {
        boolean plain = token.group("end").equals("}");
        int close = plain ? token.end() - 1 : closingBrace(pathPattern, token.end());
        String regex = plain ? SEGMENT : pathPattern.substring(token.end(), close);
        checkName(name, pathPattern);
        expanded.append("(?<").append(name).append('>').append(regex).append(')');
        from = close + 1;
      }
    }
    return expanded.append(pathPattern, from, pathPattern.length()).toString();
  }

  private static int closingBrace(String pattern, int from) {
    int open = 1;
    for (int i = from; i < pattern.length(); i++) {
      switch (pattern.charAt(i)) {
        case '\\' -> i++;
        case '{' -> open++;
        case '}' -> open--;
        default -> {}
      }
      if (open == 0) {
        return i;
      }
    }
    throw new IllegalArgumentException("'{' without '}' in pattern " + pattern);
  }

  private static void checkName(String name, String pattern) {
    if (!GROUP_NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "expected a name of ASCII letters and digits but was '"
              + name
              + "' in pattern "
              + pattern);
    }
  }
}
