// SPDX-License-Identifier: Apache-2.0
package tornado.routing;

import java.util.ArrayList;
import java.util.List;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import tornado.escape.Escape;
import tornado.util.Util;

/// The way back from a path pattern: its literal parts, with a gap for each group.
///
/// **Thread**: any.
final class PathTemplate {
  private final String pattern;

  /// One more than there are groups.
  private final List<String> literals;

  private PathTemplate(String pattern, List<String> literals) {
    this.pattern = pattern;
    this.literals = literals;
  }

  /// Returns the template of a pattern, or null if it can't be reversed: every parenthesis has to be a simple group, and what is
  /// between them has to stand for itself.
  static @Nullable PathTemplate of(String pattern, int groupCount) {
    String body = pattern.startsWith("^") ? pattern.substring(1) : pattern;
    body = body.endsWith("$") ? body.substring(0, body.length() - 1) : body;
    if (body.chars().filter(c -> c == '(').count() != groupCount) {
      return null;
    }
    var literals = new ArrayList<String>();
    for (String fragment : body.split("\\(", -1)) {
      String literal = fragment;
      if (!literals.isEmpty()) {
        int close = fragment.indexOf(')');
        if (close < 0) {
          return null;
        }
        literal = fragment.substring(close + 1);
      }
      try {
        literals.add(Util.reUnescape(literal));
      } catch (IllegalArgumentException e) {
        // An escape such as \d stands for more than one text.
        return null;
      }
    }
    return new PathTemplate(pattern, literals);
  }

  String fill(Object... args) {
    if (args.length != literals.size() - 1) {
      throw new IllegalArgumentException(
          "expected " + (literals.size() - 1) + " args for " + pattern + " but was " + args.length);
    }
    var path = new StringBuilder(literals.getFirst());
    for (int i = 0; i < args.length; i++) {
      path.append(encode(args[i])).append(literals.get(i + 1));
    }
    return path.toString();
  }

  private static String encode(Object arg) {
    return arg instanceof ByteString bytes
        ? Escape.urlEscapePath(bytes)
        : Escape.urlEscapePath(arg.toString());
  }
}
