// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import io.pebbletemplates.pebble.node.ArgumentsNode;
import io.pebbletemplates.pebble.node.expression.BlockFunctionExpression;
import io.pebbletemplates.pebble.node.expression.ConcatenateExpression;
import io.pebbletemplates.pebble.node.expression.Expression;
import io.pebbletemplates.pebble.node.expression.FilterExpression;
import io.pebbletemplates.pebble.node.expression.FilterInvocationExpression;
import io.pebbletemplates.pebble.node.expression.LiteralStringExpression;
import io.pebbletemplates.pebble.node.expression.ParentFunctionExpression;
import io.pebbletemplates.pebble.node.expression.TernaryExpression;

/// `{{ expression }}`, escaped as it is usual where it stands, and `{% raw expression %}`, not escaped.
///
/// **Thread**: any.
final class PrintNode extends PageNode {
  private final Expression<?> expression;
  private final Escaping escaping;

  private PrintNode(Expression<?> expression, Escaping escaping, int line) {
    super(line);
    this.expression = expression;
    this.escaping = escaping;
  }

  /// Makes a node. What is template text itself is never escaped: other blocks, and strings.
  static PrintNode of(Expression<?> expression, Escaping escaping, int line) {
    if (expression instanceof TernaryExpression choice) {
      choice.setExpression2(asMarkup(choice.getExpression2()));
      choice.setExpression3(asMarkup(choice.getExpression3()));
    }
    return new PrintNode(expression, isOwn(expression) ? Escaping.NONE : escaping, line);
  }

  private static boolean isOwn(Expression<?> expression) {
    return switch (expression) {
      case LiteralStringExpression _, ParentFunctionExpression _, BlockFunctionExpression _ -> true;
      case ConcatenateExpression two ->
          two.getLeftExpression() instanceof LiteralStringExpression
              && two.getRightExpression() instanceof LiteralStringExpression;
      default -> false;
    };
  }

  /// Marks what is template text itself.
  private static Expression<?> asMarkup(Expression<?> expression) {
    if (!isOwn(expression)) {
      return expression;
    }
    int line = expression.getLineNumber();
    var raw = new FilterExpression();
    raw.setLeft(expression);
    raw.setRight(new FilterInvocationExpression("raw", new ArgumentsNode(null, null, line), line));
    return raw;
  }

  static PrintNode parseRaw(TemplateParser parser, int line) {
    Expression<?> expression = parser.expression();
    parser.endTag();
    return of(expression, Escaping.NONE, line);
  }

  @Override
  void render(CompiledTemplate self, Page page, Rendering rendering) {
    Object value = expression.evaluate(self, rendering);
    Printable.check(value, escaping, rendering);
    page.print(value, escaping);
  }
}
