// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import io.pebbletemplates.pebble.extension.NodeVisitor;
import io.pebbletemplates.pebble.extension.escaper.SafeString;
import io.pebbletemplates.pebble.lexer.Token;
import io.pebbletemplates.pebble.node.expression.Expression;
import io.pebbletemplates.pebble.node.expression.FilterExpression;
import io.pebbletemplates.pebble.template.EvaluationContextImpl;
import io.pebbletemplates.pebble.template.PebbleTemplateImpl;

/// `{% apply name %}`, also called `{% filter name %}`: what stands between the tags is rendered, passed through the filters, and put
/// into the page as it then is. The values in it have been escaped before.
///
/// **Thread**: any.
final class ApplyNode extends PageNode {
  private final Expression<?> filtered;

  private ApplyNode(Expression<?> filtered, int line) {
    super(line);
    this.filtered = filtered;
  }

  /// The text between the tags.
  private record Inner(Body body) implements Expression<SafeString> {
    @Override
    public SafeString evaluate(PebbleTemplateImpl self, EvaluationContextImpl context) {
      var page = Page.part();
      body.render(self, page, context);
      return new SafeString(page.toString());
    }

    @Override
    public int getLineNumber() {
      return body.getLineNumber();
    }

    @Override
    public void accept(NodeVisitor visitor) {
      visitor.visit(this);
    }
  }

  static ApplyNode parseApply(TemplateParser parser, int line) {
    return parse("endapply", parser, line);
  }

  static ApplyNode parseFilter(TemplateParser parser, int line) {
    return parse("endfilter", parser, line);
  }

  private static ApplyNode parse(String end, TemplateParser parser, int line) {
    var first = new FilterExpression();
    FilterExpression last = first;
    first.setRight(parser.filter());
    while (parser.skip(Token.Type.OPERATOR, "|")) {
      var next = new FilterExpression();
      next.setRight(parser.filter());
      next.setLeft(last);
      last = next;
    }
    parser.endTag();
    Body body = parser.bodyOutsideLoops(end);
    parser.endTag();
    first.setLeft(new Inner(body));
    return new ApplyNode(last, line);
  }

  @Override
  void render(CompiledTemplate self, Page page, Rendering rendering) {
    page.print(filtered.evaluate(self, rendering), Escaping.NONE);
  }
}
