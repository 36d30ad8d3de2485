// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import tornado.escape.Escape;

/// Text within scripts and style sheets, escaped so that neither the language nor the HTML around it can take it for more than text.
///
/// **Thread**: any.
final class ScriptText {
  private static final String HEX = "0123456789abcdef";

  /// What reads the text.
  enum Language {
    /// A string between quotes; characters become `\\u003c`.
    JAVASCRIPT,
    /// An identifier or a string; characters become `\\3c `.
    CSS
  }

  private ScriptText() {}

  /// Escapes all but ASCII letters, digits and, in JavaScript, the few signs that never mean anything.
  static String escape(String text, Language language) {
    int start = 0;
    while (start < text.length() && isPlain(text.charAt(start), language)) {
      start++;
    }
    if (start == text.length()) {
      return text;
    }
    var sink = new StringBuilder(text.length() + 32).append(text, 0, start);
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isPlain(c, language)) {
        sink.append(c);
      } else if (language == Language.JAVASCRIPT) {
        appendUnit(c, sink);
      } else {
        int codePoint = text.codePointAt(i);
        sink.append('\\').append(Integer.toHexString(codePoint)).append(' ');
        i += Character.charCount(codePoint) - 1;
      }
    }
    return sink.toString();
  }

  /// Returns a value as JSON that may stand in a script element: without the signs that mean something in HTML.
  static String json(Object value) {
    String json = Escape.jsonEncode(value);
    StringBuilder sink = null;
    int done = 0;
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      // These stand within strings only.
      if (c == '<' || c == '>' || c == '&' || c == '\'') {
        sink = sink == null ? new StringBuilder(json.length() + 32) : sink;
        sink.append(json, done, i);
        appendUnit(c, sink);
        done = i + 1;
      }
    }
    return sink == null ? json : sink.append(json, done, json.length()).toString();
  }

  private static void appendUnit(char c, StringBuilder sink) {
    sink.append("\\u")
        .append(HEX.charAt(c >> 12))
        .append(HEX.charAt(c >> 8 & 15))
        .append(HEX.charAt(c >> 4 & 15))
        .append(HEX.charAt(c & 15));
  }

  private static boolean isPlain(char c, Language language) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || (language == Language.JAVASCRIPT && (" .,:;_()[]?!@#%^*+=|~-".indexOf(c) >= 0));
  }
}
