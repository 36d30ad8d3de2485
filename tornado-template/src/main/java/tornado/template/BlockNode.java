// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import io.pebbletemplates.pebble.lexer.Token;
import io.pebbletemplates.pebble.template.Block;
import io.pebbletemplates.pebble.template.EvaluationContextImpl;
import io.pebbletemplates.pebble.template.PebbleTemplateImpl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;

/// `{% block name %}`: what it holds, or what a template that extends this one has in its place.
///
/// **Thread**: any.
final class BlockNode extends PageNode {
  private final String name;

  private BlockNode(String name, int line) {
    super(line);
    this.name = name;
  }

  /// What a block holds.
  private record Content(String name, Body body) implements Block {
    @Override
    public String getName() {
      return name;
    }

    @Override
    public void evaluate(PebbleTemplateImpl self, Writer writer, EvaluationContextImpl context) {
      PageRun run = ((Rendering) context).run();
      int outer = run.enter(name);
      body.render(self, writer, context);
      run.leave(outer);
    }
  }

  static BlockNode parse(TemplateParser parser, int line) {
    String name = parser.nameOrString();
    parser.endTag();
    parser.pushBlockStack(name);
    Body body = parser.bodyThatShowsBlocks("endblock");
    parser.popBlockStack();
    if (!parser.skip(Token.Type.NAME, name)) {
      parser.skip(Token.Type.STRING, name);
    }
    parser.endTag();
    if (parser.definitions().blocks().putIfAbsent(name, new Content(name, body)) != null) {
      throw parser.error("block is defined twice: " + name, line);
    }
    parser.definitions().lineage().outermost().add(new Definitions.Reference(name, line));
    return new BlockNode(name, line);
  }

  @Override
  void render(CompiledTemplate self, Page page, Rendering rendering) {
    Trail outer = rendering.run().trail();
    rendering.run().trail(new Trail(self.getName(), getLineNumber(), Way.WITHIN, outer));
    try {
      self.block(page, rendering, name, false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    rendering.run().trail(outer);
  }
}
