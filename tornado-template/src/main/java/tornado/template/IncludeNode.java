// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import io.pebbletemplates.pebble.error.PebbleException;
import io.pebbletemplates.pebble.lexer.Token;
import io.pebbletemplates.pebble.node.expression.Expression;
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
    Expression<?> variables = parseVariables(parser);
    parser.endTag();
    return new IncludeNode(name, variables, line);
  }

  /// Reads `with map`, if it is there.
  static @Nullable Expression<?> parseVariables(TemplateParser parser) {
    return parser.skip(Token.Type.NAME, "with") ? parser.expression() : null;
  }

  @Override
  void render(CompiledTemplate self, Page page, Rendering rendering) {
    var trail = new Trail(self.getName(), getLineNumber(), Way.INCLUDED, rendering.run().trail());
    include(
        self.other(name, rendering), values(variables, self, rendering), trail, page, rendering);
  }

  /// Returns the variables that an included template gets for its own.
  static Map<?, ?> values(
      @Nullable Expression<?> variables, CompiledTemplate self, Rendering rendering) {
    Object values = variables == null ? null : variables.evaluate(self, rendering);
    if (values == null) {
      return Map.of();
    }
    if (values instanceof Map<?, ?> map) {
      return map;
    }
    throw new PebbleException(null, "what stands behind 'with' is no map");
  }

  static void include(
      CompiledTemplate included, Map<?, ?> values, Trail trail, Page page, Rendering rendering) {
    Variables variables = rendering.variables();
    int outer = rendering.run().enter(included.getName());
    rendering.run().trail(trail);
    variables.pushScope();
    values.forEach((key, value) -> variables.put(String.valueOf(key), value));
    included.render(page, rendering.forInclude(included));
    variables.popScope();
    rendering.run().leave(outer);
    rendering.run().trail(trail.outer());
  }
}
