// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import io.pebbletemplates.pebble.lexer.Token;
import io.pebbletemplates.pebble.node.ArgumentsNode;
import io.pebbletemplates.pebble.node.expression.Expression;
import io.pebbletemplates.pebble.node.expression.FilterInvocationExpression;
import io.pebbletemplates.pebble.node.expression.TernaryExpression;
import io.pebbletemplates.pebble.node.expression.UnaryNotExpression;
import io.pebbletemplates.pebble.parser.ExpressionParser;
import io.pebbletemplates.pebble.parser.ParserOptions;

/// Pebble's reader of expressions, which here knows early that a filter is missing, takes truth as [Truth] does, and values with
/// names wherever something is called.
///
/// **Thread**: owner.
final class Expressions extends ExpressionParser {
  private final TemplateParser parser;
  private final Language language;

  Expressions(TemplateParser parser, Language language) {
    super(parser, language.getBinaryOperators(), language.getUnaryOperators(), new ParserOptions());
    this.parser = parser;
    this.language = language;
  }

  @Override
  public Expression<?> parseExpression() {
    parser.getStream().expectExpression();
    return switch (super.parseExpression()) {
      case UnaryNotExpression not -> Truth.of(not);
      case TernaryExpression choice ->
          new TernaryExpression(
              Truth.of(choice.getExpression1()),
              choice.getExpression2(),
              choice.getExpression3(),
              choice.getLineNumber(),
              parser.getStream().getFilename());
      case Expression<?> other -> other;
    };
  }

  @Override
  public FilterInvocationExpression parseFilterInvocationExpression() {
    FilterInvocationExpression filter = super.parseFilterInvocationExpression();
    if (language.getFilter(filter.getFilterName()) == null) {
      String name = filter.getFilterName();
      throw parser.error(
          "filter is unknown: " + name + Spelling.hint(name, language.filterNames()),
          filter.getLineNumber());
    }
    return language.getFilter(filter.getFilterName()) instanceof LineBreaks
        ? LineBreaks.calledWithin(
            parser.modes().escaping(), filter.getFilterName(), filter.getLineNumber())
        : filter;
  }

  @Override
  public ArgumentsNode parseArguments(boolean isMacroDefinition) {
    Tokens tokens = parser.getStream();
    boolean isOfMember = tokens.peek(-2).test(Token.Type.PUNCTUATION, ".");
    boolean isOfBlock = !isOfMember && tokens.peek(-1).test(Token.Type.NAME, "block");
    int line = tokens.current().getLineNumber();
    ArgumentsNode arguments = super.parseArguments(isMacroDefinition);
    if (isOfBlock && !arguments.getPositionalArgs().isEmpty()) {
      Expression<?> name = arguments.getPositionalArgs().getFirst().getValueExpression();
      parser.definitions().lineage().ask(name);
    }
    return isOfMember ? NamedValue.hidden(arguments, line) : arguments;
  }
}
