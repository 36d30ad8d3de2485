// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import io.pebbletemplates.pebble.extension.NodeVisitor;
import io.pebbletemplates.pebble.node.AbstractRenderableNode;
import io.pebbletemplates.pebble.template.EvaluationContextImpl;
import io.pebbletemplates.pebble.template.PebbleTemplateImpl;
import java.io.Writer;

/// A piece of a template. Pebble's nodes know its types only; those of this package have their own, which are always these.
///
/// **Thread**: any.
abstract class PageNode extends AbstractRenderableNode {
  PageNode(int line) {
    super(line);
  }

  /// Writes what this piece stands for.
  abstract void render(CompiledTemplate self, Page page, Rendering rendering);

  @Override
  public final void render(PebbleTemplateImpl self, Writer writer, EvaluationContextImpl context) {
    render((CompiledTemplate) self, (Page) writer, (Rendering) context);
  }

  @Override
  public final void accept(NodeVisitor visitor) {
    visitor.visit(this);
  }
}
