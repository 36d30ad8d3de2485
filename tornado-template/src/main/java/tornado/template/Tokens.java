// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import io.pebbletemplates.pebble.error.ParserException;
import io.pebbletemplates.pebble.lexer.Token;
import io.pebbletemplates.pebble.lexer.TokenStream;
import org.jspecify.annotations.Nullable;

/// The tokens of a template, with errors that speak of what is written there.
///
/// **Thread**: owner.
final class Tokens extends TokenStream {
  Tokens(TokenStream tokens) {
    super(tokens.getTokens(), tokens.getFilename());
  }

  @Override
  public Token next() {
    if (isEOF()) {
      throw error("expected more", current());
    }
    return super.next();
  }

  @Override
  public Token expect(Token.Type type, @Nullable String value) {
    Token token = current();
    boolean fits = value == null ? token.test(type) : token.test(type, value);
    if (!fits) {
      throw error("expected " + (value == null ? described(type) : "'" + value + "'"), token);
    }
    next();
    return token;
  }

  /// Fails where an expression should begin and none does.
  void expectExpression() {
    switch (current().getType()) {
      case EOF, PRINT_END, EXECUTE_END -> throw error("expected an expression", current());
      default -> {}
    }
  }

  private ParserException error(String expectation, Token token) {
    String found = token.test(Token.Type.EOF) ? "the end" : "'" + token.getValue() + "'";
    return new ParserException(
        null, expectation + " but was " + found, token.getLineNumber(), getFilename());
  }

  private static String described(Token.Type type) {
    return switch (type) {
      case PRINT_END -> "'}}'";
      case EXECUTE_END -> "'%}'";
      case NAME -> "a name";
      case STRING -> "a string";
      default -> type.toString();
    };
  }
}
