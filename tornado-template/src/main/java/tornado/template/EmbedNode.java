// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import io.pebbletemplates.pebble.node.expression.Expression;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `{% embed "name" %}`, blocks, `{% endembed %}`: includes a template with other blocks than its own. It is an include of a template
/// without a name that extends that one.
///
/// **Thread**: any.
final class EmbedNode extends PageNode {
  private final CompiledTemplate child;
  private final @Nullable Expression<?> variables;

  private EmbedNode(CompiledTemplate child, @Nullable Expression<?> variables, int line) {
    super(line);
    this.child = child;
    this.variables = variables;
  }

  static EmbedNode parse(TemplateParser parser, int line) {
    Expression<?> name = parser.templateName();
    Expression<?> variables = IncludeNode.parseVariables(parser);
    parser.endTag();
    Definitions inner = parser.definitionsUntil("endembed");
    inner.lineage().extend(name, line);
    parser.endTag();
    var body = new Body(line, List.of(new ExtendsNode(name, line)));
    return new EmbedNode(parser.part(body, inner), variables, line);
  }

  @Override
  void render(CompiledTemplate self, Page page, Rendering rendering) {
    var trail = new Trail(self.getName(), getLineNumber(), Way.WITHIN, rendering.run().trail());
    IncludeNode.include(
        child, IncludeNode.values(variables, self, rendering), trail, page, rendering);
  }
}
