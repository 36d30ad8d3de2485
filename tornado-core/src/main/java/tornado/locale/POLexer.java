// SPDX-License-Identifier: Apache-2.0
package tornado.locale;

/// Splits the source of a gettext catalogue into keywords and strings. Comments are passed over, but for the flag `fuzzy`.
///
/// **Thread**: owner.
final class POLexer {
  private static final String ESCAPES = "abfnrtv\\\"'?";
  private static final String ESCAPED = "\u0007\b\f\n\r\t\u000b\\\"'?";

  private final String text;
  private int at;
  private int line = 1;
  private boolean fuzzy;

  POLexer(String text) {
    this.text = text;
  }

  /// What a file consists of.
  sealed interface Token {
    /// Returns the line it is on, from 1.
    int line();
  }

  /// A word such as `msgid` or `msgstr[0]`.
  record Keyword(String name, int line) implements Token {}

  /// What stands in quotes, unescaped.
  record Text(String value, int line) implements Token {}

  /// The end of the file.
  record End(int line) implements Token {}

  /// Reads the next keyword or string.
  ///
  /// @throws TranslationException if it is neither
  Token next() {
    skipComments();
    if (at == text.length()) {
      return new End(line);
    }
    return text.charAt(at) == '"' ? quoted() : keyword();
  }

  /// Tells whether a comment since the last call says that what follows is a guess.
  boolean takeFuzzy() {
    boolean taken = fuzzy;
    fuzzy = false;
    return taken;
  }

  private void skipComments() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '#') {
        int end = lineEnd();
        comment(text.substring(at, end));
        at = end;
      } else if (Character.isWhitespace(c)) {
        line += c == '\n' ? 1 : 0;
        at++;
      } else {
        return;
      }
    }
  }

  private void comment(String comment) {
    if (comment.startsWith("#~")) {
      // An obsolete entry: the flag before it was its own.
      fuzzy = false;
    } else if (comment.startsWith("#,")) {
      for (String flag : comment.substring(2).split(",", -1)) {
        fuzzy |= flag.strip().equals("fuzzy");
      }
    }
  }

  private Keyword keyword() {
    int start = at;
    while (at < text.length() && isPartOfKeyword(text.charAt(at))) {
      at++;
    }
    if (at == start) {
      throw wrong("expected a keyword or a string", text.substring(at, lineEnd()));
    }
    return new Keyword(text.substring(start, at), line);
  }

  private Text quoted() {
    var value = new StringBuilder();
    for (at++; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '"') {
        at++;
        return new Text(value.toString(), line);
      } else if (c == '\n') {
        break;
      }
      value.append(c == '\\' ? escaped() : c);
    }
    throw new TranslationException("line " + line + ": string is not closed");
  }

  /// Reads what follows a backslash, and stops at its last character.
  private char escaped() {
    at++;
    char c = at < text.length() ? text.charAt(at) : '\n';
    int known = ESCAPES.indexOf(c);
    if (known >= 0) {
      return ESCAPED.charAt(known);
    } else if (c == 'x') {
      at++;
      return number(16, 2);
    } else if (c >= '0' && c <= '7') {
      return number(8, 3);
    }
    throw wrong("expected an escape", "\\" + c);
  }

  /// Reads a character by its number. Those beyond ASCII would be bytes of a charset, which nobody writes.
  private char number(int radix, int maxDigits) {
    int end = at;
    while (end < text.length() && end < at + maxDigits && isDigit(text.charAt(end), radix)) {
      end++;
    }
    String digits = text.substring(at, end);
    if (digits.isEmpty() || Integer.parseInt(digits, radix) > 0x7f) {
      throw wrong("expected the number of an ASCII character", digits);
    }
    at = end - 1;
    return (char) Integer.parseInt(digits, radix);
  }

  private TranslationException wrong(String expected, String found) {
    return new TranslationException(
        "line " + line + ": " + expected + " but was " + TranslationException.quote(found));
  }

  private int lineEnd() {
    int end = text.indexOf('\n', at);
    return end < 0 ? text.length() : end;
  }

  private static boolean isPartOfKeyword(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '[' || c == ']';
  }

  /// Java's digits of other scripts are none here.
  private static boolean isDigit(char c, int radix) {
    return c < 0x80 && Character.digit(c, radix) >= 0;
  }
}
