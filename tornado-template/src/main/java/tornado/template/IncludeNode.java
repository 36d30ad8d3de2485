// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import io.pebbletemplates.pebble.lexer.Token;
import io.pebbletemplates.pebble.node.expression.Expression;
import io.pebbletemplates.pebble.template.ScopeChain;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `{% include "name" %}`, or `{% include "name" with {"key": value} %}`. What is included sees the variables here, and what it sets
/// anew is gone when it ends.
///
/// **Thread**: any.
final class IncludeNode extends PageNode {
  private final Expression<?> name;
  private final @Nullable Expression<?> variables;

  private IncludeNode(Expression<?> name, @Nullable Expression<?> variables, int line) {
    super(line);
    this.name = name;
    this.variables = variables;
  }

  static IncludeNode parse(TemplateParser parser, int line) {
    Expression<?> name = parser.templateName();
    Expression<?> variables = null;
    if (parser.skip(Token.Type.NAME, "with")) {
      variables = parser.expression();
    }
    parser.endTag();
    return new IncludeNode(name, variables, line);
  }

  @Override
  void render(CompiledTemplate self, Page page, Rendering rendering) {
    CompiledTemplate included = self.other(name, rendering);
    Map<?, ?> given =
        variables != null && variables.evaluate(self, rendering) instanceof Map<?, ?> map
            ? map
            : Map.of();
    ScopeChain scopes = rendering.getScopeChain();
    int outer = rendering.run().enter(included.getName());
    scopes.pushScope();
    given.forEach((key, value) -> scopes.put(String.valueOf(key), value));
    included.render(page, rendering.forInclude(included));
    scopes.popScope();
    rendering.run().leave(outer);
  }
}
