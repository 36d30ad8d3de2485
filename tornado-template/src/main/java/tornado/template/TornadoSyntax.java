// SPDX-License-Identifier: Apache-2.0
package tornado.template;

/// `{{!`, `{%!` and `{#!`, which print `{{`, `{%` and `{#`, and runs of more than two braces, of which the innermost two count:
/// `{{{ 1 }}}` prints `{1}`; and `{% comment any text %}`. Pebble has `verbatim` and `{# any text #}` for that, so that is what they
/// become; lines stay the same. White space at the beginning of `verbatim` is kept, which Pebble takes away.
///
/// **Thread**: any.
final class TornadoSyntax {
  private final String text;
  private final StringBuilder sink;
  private int at;

  private TornadoSyntax(String text) {
    this.text = text;
    this.sink = new StringBuilder(text.length() + 64);
  }

  static String rewrite(String text) {
    boolean plain =
        !text.contains("{{!")
            && !text.contains("{%!")
            && !text.contains("{#!")
            && !text.contains("{{{")
            && !text.contains("comment")
            && !text.contains("verbatim");
    return plain ? text : new TornadoSyntax(text).rewritten();
  }

  private String rewritten() {
    for (int brace = next(); brace >= 0; brace = next()) {
      sink.append(text, at, brace);
      at = brace;
      if (text.startsWith("{{{", at)) {
        literal("{", 1);
      } else if (text.startsWith("!", at + 2)) {
        literal(text.substring(at, at + 2), 3);
      } else {
        int end = end();
        if (isTag("comment")) {
          sink.append("{#").append(text.substring(at + 2, end).replaceFirst("%}$", "#}"));
        } else if (isTag("verbatim")) {
          appendVerbatim(end);
        } else {
          sink.append(text, at, end);
        }
        at = end;
      }
    }
    return sink.append(text, at, text.length()).toString();
  }

  /// Returns where the next tag, comment or expression seems to begin, or -1.
  private int next() {
    int brace = text.indexOf('{', at);
    while (brace >= 0
        && !(brace + 1 < text.length() && "{%#".indexOf(text.charAt(brace + 1)) >= 0)) {
      brace = text.indexOf('{', brace + 1);
    }
    return brace;
  }

  private void literal(String printed, int length) {
    sink.append("{% verbatim %}").append(printed).append("{% endverbatim %}");
    at += length;
  }

  /// Puts the white space that follows the tag before it, where it stays, unless the tag asks for it to go.
  private void appendVerbatim(int end) {
    int inner = text.indexOf("%}", at) + 2;
    int start = inner;
    while (inner > at && start < end && Character.isWhitespace(text.charAt(start))) {
      start++;
    }
    if (start > inner && text.charAt(inner - 3) != '-') {
      sink.append(text, inner, start);
    }
    sink.append(text, at, Math.max(at, inner)).append(text, Math.max(at, start), end);
  }

  /// Returns where what begins here ends. In `verbatim` braces have no meaning.
  private int end() {
    String closer =
        switch (text.charAt(at + 1)) {
          case '{' -> "}}";
          case '%' -> isTag("verbatim") ? "endverbatim" : "%}";
          default -> "#}";
        };
    int end = text.indexOf(closer, at + 2);
    return end < 0 ? text.length() : end + closer.length();
  }

  private boolean isTag(String name) {
    int word = at + (text.startsWith("-", at + 2) ? 3 : 2);
    while (word < text.length() && Character.isWhitespace(text.charAt(word))) {
      word++;
    }
    int end = word + name.length();
    return text.charAt(at + 1) == '%'
        && text.startsWith(name, word)
        && (end == text.length() || !Character.isJavaIdentifierPart(text.charAt(end)));
  }
}
