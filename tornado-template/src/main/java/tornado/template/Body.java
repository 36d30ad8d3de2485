// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import io.pebbletemplates.pebble.node.AbstractRenderableNode;
import io.pebbletemplates.pebble.node.BodyNode;
import io.pebbletemplates.pebble.node.RenderableNode;
import io.pebbletemplates.pebble.template.EvaluationContextImpl;
import io.pebbletemplates.pebble.template.PebbleTemplateImpl;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/// Nodes one after the other. Here a failing node gets its place, a page that has lost its reader ends, and `break` takes effect.
///
/// **Thread**: any.
final class Body extends BodyNode {
  private final RenderableNode[] nodes;

  Body(int line, List<RenderableNode> nodes) {
    super(line, nodes);
    this.nodes = nodes.toArray(new RenderableNode[0]);
  }

  @Override
  public void render(PebbleTemplateImpl self, Writer writer, EvaluationContextImpl context) {
    var rendering = (Rendering) context;
    rendering.run().step();
    for (RenderableNode node : nodes) {
      try {
        node.render(self, writer, context);
      } catch (IOException | RuntimeException | StackOverflowError e) {
        int line = lineOf(node);
        throw RenderException.of(e, (CompiledTemplate) self, line, rendering)
            .leaving(new TemplateError.Position(self.getName(), line), way(node));
      }
      if (rendering.jump() != Rendering.Jump.NONE) {
        return;
      }
    }
  }

  private static int lineOf(RenderableNode node) {
    return node instanceof AbstractRenderableNode known ? known.getLineNumber() : 0;
  }

  private static Way way(RenderableNode node) {
    return node instanceof IncludeNode ? Way.INCLUDED : Way.WITHIN;
  }
}
