// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import io.pebbletemplates.pebble.error.ParserException;
import io.pebbletemplates.pebble.lexer.LexerImpl;
import io.pebbletemplates.pebble.lexer.Syntax;
import io.pebbletemplates.pebble.lexer.Token;
import java.io.StringReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes a template of its text.
///
/// **Thread**: any.
final class Compiler {
  /// As Tornado's, without the newline behind a tag going away.
  private static final Syntax SYNTAX = new Syntax.Builder().setEnableNewLineTrimming(false).build();

  /// Something behind the text that is taken away again.
  private static final String END = " ";

  private final Language language;

  Compiler(Language language) {
    this.language = language;
  }

  /// @throws ParseError if the text is wrong
  CompiledTemplate compile(String name, String text, FileModes modes, ParseListener listener) {
    TemplateParser parser = null;
    try {
      parser = new TemplateParser(text, tokens(name, text), language, modes, listener);
      return new CompiledTemplate(name, text, parser.parseAll(), parser.definitions());
    } catch (ParserException e) {
      throw error(RenderException.wording(e), name, text, e.getLineNumber(), null);
    } catch (RuntimeException e) {
      // Pebble's reader runs past the end of its tokens, and casts what it takes for a function's
      // name.
      int line = parser == null ? lastLine(text) : parser.getStream().current().getLineNumber();
      throw error("tag or expression is wrong", name, text, line, e);
    } catch (StackOverflowError e) {
      throw error("tags or expressions nest too deep", name, text, 0, null);
    }
  }

  private Tokens tokens(String name, String text) {
    var lexer =
        new LexerImpl(
            SYNTAX, language.getUnaryOperators().values(), language.getBinaryOperators().values());
    String source = TornadoSyntax.rewrite(text);
    if (!source.endsWith("\\")) {
      return new Tokens(lexer.tokenize(new StringReader(source), name));
    }
    // In a string that isn't closed Pebble's reader would look for ever for what the last backslash
    // belongs to.
    var tokens = new Tokens(lexer.tokenize(new StringReader(source + END), name));
    Token last = tokens.getTokens().get(tokens.getTokens().size() - 2);
    last.setValue(last.getValue().substring(0, last.getValue().length() - END.length()));
    return tokens;
  }

  private static ParseError error(
      String problem, String name, String text, int line, @Nullable RuntimeException cause) {
    String excerpt = text.lines().skip(Math.max(0, line - 1)).findFirst().orElse("").strip();
    return new ParseError(problem, List.of(new TemplateError.Position(name, line)), excerpt, cause);
  }

  private static int lastLine(String text) {
    return (int) text.lines().count();
  }
}
