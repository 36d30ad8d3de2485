// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tornado.escape.Escape;

/// A URL with gaps, as Python's `str.format` has them: `{0}` for the first group of a path, `{name}` for a named one, `{{` and `}}` for
/// braces.
///
/// **Thread**: any.
record URLPattern(String text) {
  private static final Pattern PIECE = Pattern.compile("\\{\\{|\\}\\}|\\{(\\w+)\\}|[{}]");

  /// Checks that the braces make sense.
  ///
  /// @throws IllegalArgumentException if they don't
  URLPattern {
    Matcher pieces = PIECE.matcher(text);
    while (pieces.find()) {
      if (pieces.group().length() == 1) {
        throw new IllegalArgumentException("url has a single brace: " + text);
      }
    }
  }

  /// Fills the gaps, percent-encoded but for `/`. A group that took no part leaves nothing.
  ///
  /// @throws IllegalArgumentException if there is no such group
  String fill(List<@Nullable String> args, Map<String, @Nullable String> kwargs) {
    return PIECE
        .matcher(text)
        .replaceAll(piece -> {
          String name = piece.group(1);
          String filling =
              name == null ? piece.group().substring(1) : encode(group(name, args, kwargs));
          return Matcher.quoteReplacement(filling);
        });
  }

  private @Nullable String group(
      String name, List<@Nullable String> args, Map<String, @Nullable String> kwargs) {
    if (kwargs.containsKey(name)) {
      return kwargs.get(name);
    }
    if (name.chars().allMatch(c -> c >= '0' && c <= '9') && name.length() < 4) {
      int index = Integer.parseInt(name);
      if (index < args.size()) {
        return args.get(index);
      }
    }
    throw new IllegalArgumentException("the path has no group " + name + " for " + text);
  }

  private static String encode(@Nullable String group) {
    return group == null ? "" : Escape.urlEscapePath(group);
  }
}
