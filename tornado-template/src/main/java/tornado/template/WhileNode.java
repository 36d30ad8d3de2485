// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import io.pebbletemplates.pebble.lexer.Token;

/// `{% while condition %}`, `{% endwhile %}`.
///
/// **Thread**: any.
final class WhileNode extends PageNode {
  private final Truth condition;
  private final Body body;

  private WhileNode(Truth condition, Body body, int line) {
    super(line);
    this.condition = condition;
    this.body = body;
  }

  static WhileNode parse(TemplateParser parser, int line) {
    Truth condition = Truth.of(parser.expression());
    parser.endTag();
    Body body = parser.bodyOfLoop("endwhile");
    parser.expect(Token.Type.NAME, "endwhile");
    parser.endTag();
    return new WhileNode(condition, body, line);
  }

  @Override
  void render(CompiledTemplate self, Page page, Rendering rendering) {
    boolean leaves = false;
    while (!leaves && condition.holds(self, rendering)) {
      body.render(self, page, rendering);
      leaves = rendering.takeBreak();
    }
  }
}
