// SPDX-License-Identifier: Apache-2.0
package tornado.locale;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tornado.locale.POLexer.End;
import tornado.locale.POLexer.Keyword;
import tornado.locale.POLexer.Text;
import tornado.locale.POLexer.Token;

/// The source of a gettext catalogue: entries of a context, a message and its translations. What is obsolete, fuzzy or not translated is
/// left out, as compiling it does; only the header counts though it be fuzzy.
///
/// **Thread**: owner.
final class POFile {
  private final String file;
  private final POLexer lexer;
  private final GettextCatalogue.Builder catalogue = new GettextCatalogue.Builder();
  private Token token;

  private POFile(String file, POLexer lexer) {
    this.file = file;
    this.lexer = lexer;
    token = lexer.next();
  }

  /// Reads a catalogue.
  ///
  /// @param file for the log
  /// @throws TranslationException if something in it can't be read, with its line
  static GettextCatalogue read(String file, byte[] content) {
    Charset charset =
        GettextHeader.charset(TranslationText.decodeFile(content, StandardCharsets.ISO_8859_1));
    return new POFile(file, new POLexer(TranslationText.decodeFile(content, charset))).catalogue();
  }

  private GettextCatalogue catalogue() {
    while (!(token instanceof End)) {
      entry();
    }
    return catalogue.build();
  }

  private void entry() {
    boolean fuzzy = lexer.takeFuzzy();
    int line = token.line();
    String context = take("msgctxt") ? strings() : null;
    expect("msgid");
    String message = strings();
    if (take("msgid_plural")) {
      strings();
      List<String> forms = forms();
      check(fuzzy || catalogue.addPlural(GettextCatalogue.key(context, message), forms), line);
      return;
    }
    expect("msgstr");
    String translation = strings();
    if (context == null && message.isEmpty()) {
      catalogue.pluralForms(new GettextHeader(translation).pluralForms(file));
    } else {
      check(fuzzy || catalogue.add(GettextCatalogue.key(context, message), translation), line);
    }
  }

  private List<String> forms() {
    var forms = new ArrayList<String>();
    expect("msgstr[0]");
    do {
      forms.add(strings());
    } while (take("msgstr[" + forms.size() + "]"));
    return forms;
  }

  /// Reads one string or several, which are one.
  private String strings() {
    if (!(token instanceof Text)) {
      throw expected("a string");
    }
    var all = new StringBuilder();
    while (token instanceof Text(String value, _)) {
      all.append(value);
      token = lexer.next();
    }
    return all.toString();
  }

  private boolean take(String keyword) {
    boolean there = token instanceof Keyword(String name, _) && name.equals(keyword);
    if (there) {
      token = lexer.next();
    }
    return there;
  }

  private void expect(String keyword) {
    if (!take(keyword)) {
      throw expected(keyword);
    }
  }

  private static void check(boolean added, int line) {
    if (!added) {
      throw new TranslationException("line " + line + ": message is defined twice");
    }
  }

  private TranslationException expected(String what) {
    String found =
        switch (token) {
          case Keyword(String name, _) -> TranslationException.quote(name);
          case Text _ -> "a string";
          case End _ -> "the end";
        };
    return new TranslationException(
        "line " + token.line() + ": expected " + what + " but was " + found);
  }
}
