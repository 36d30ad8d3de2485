// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import java.util.Locale;

/// What becomes of white space in the text of a template. What is printed is never changed, nor is text with `<pre>` in it.
///
/// Tornado: `whitespace`, and [#filter] is `filter_whitespace`.
public enum Whitespace {
  /// All is kept.
  ALL,
  /// Runs of spaces and tabs become one space, and runs with a line end in them one line end.
  SINGLE,
  /// Runs become one space.
  ONELINE;

  /// Returns the mode that `{% whitespace mode %}` calls by that name.
  ///
  /// @throws IllegalArgumentException if there is none
  public static Whitespace named(String name) {
    for (Whitespace mode : values()) {
      if (mode.name().toLowerCase(Locale.ROOT).equals(name)) {
        return mode;
      }
    }
    throw new IllegalArgumentException("whitespace mode is unknown: " + name);
  }

  /// Returns the mode for a file of which nothing else is known: [#SINGLE] for HTML and JavaScript, by the ending of its name.
  static Whitespace of(String fileName) {
    return fileName.endsWith(".html") || fileName.endsWith(".js") ? SINGLE : ALL;
  }

  /// Returns `text` with its white space in this mode.
  public String filter(String text) {
    if (this == ALL || text.contains("<pre>")) {
      return text;
    }
    var filtered = new StringBuilder(text.length());
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (!isSpace(c)) {
        filtered.append(c);
        i++;
        continue;
      }
      boolean lineEnd = false;
      for (; i < text.length() && isSpace(text.charAt(i)); i++) {
        lineEnd |= text.charAt(i) == '\n';
      }
      filtered.append(lineEnd && this == SINGLE ? '\n' : ' ');
    }
    return filtered.toString();
  }

  private static boolean isSpace(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }
}
