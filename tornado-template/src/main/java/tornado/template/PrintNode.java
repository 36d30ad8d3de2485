// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import io.pebbletemplates.pebble.node.expression.BlockFunctionExpression;
import io.pebbletemplates.pebble.node.expression.Expression;
import io.pebbletemplates.pebble.node.expression.LiteralStringExpression;
import io.pebbletemplates.pebble.node.expression.ParentFunctionExpression;

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
    boolean own =
        expression instanceof LiteralStringExpression
            || expression instanceof ParentFunctionExpression
            || expression instanceof BlockFunctionExpression;
    return new PrintNode(expression, own ? Escaping.NONE : escaping, line);
  }

  static PrintNode parseRaw(TemplateParser parser, int line) {
    Expression<?> expression = parser.expression();
    parser.endTag();
    return of(expression, Escaping.NONE, line);
  }

  @Override
  void render(CompiledTemplate self, Page page, Rendering rendering) {
    page.print(expression.evaluate(self, rendering), escaping);
  }
}
