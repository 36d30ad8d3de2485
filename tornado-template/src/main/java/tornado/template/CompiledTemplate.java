// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import io.pebbletemplates.pebble.error.AttributeNotFoundException;
import io.pebbletemplates.pebble.error.PebbleException;
import io.pebbletemplates.pebble.node.RootNode;
import io.pebbletemplates.pebble.node.expression.Expression;
import io.pebbletemplates.pebble.template.EvaluationContextImpl;
import io.pebbletemplates.pebble.template.PebbleTemplateImpl;
import java.io.IOException;
import java.io.Writer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A template that has been read: its nodes, blocks and macros. Complete once the parser is done, and not changed later.
///
/// **Thread**: any.
final class CompiledTemplate extends PebbleTemplateImpl {
  private final String source;
  private final Body body;
  private final Map<String, Macro> macros = new HashMap<>();
  private final List<Definitions.Reference> references;
  private final Set<String> blockNames;
  private final Lineage lineage;
  private final List<Lineage> embedded;

  /// How long the last page was, as a guess at the next. A race gives a worse guess.
  private int lastLength = 1024;

  /// Makes a template.
  ///
  /// @param found what it defines and names
  CompiledTemplate(String name, String source, Body body, Definitions found) {
    super(null, new RootNode(body), name);
    this.source = source;
    this.body = body;
    this.references = List.copyOf(found.references());
    this.blockNames = Set.copyOf(found.blocks().keySet());
    this.lineage = found.lineage();
    this.embedded = List.copyOf(found.embedded());
    found.blocks().values().forEach(this::registerBlock);
    found.macros().forEach((macroName, node) -> macros.put(macroName, new Macro(node, this)));
  }

  String source() {
    return source;
  }

  @Nullable Macro macro(String name) {
    return macros.get(name);
  }

  /// @throws PebbleException if there is no macro of that name
  Macro requiredMacro(String name) {
    Macro macro = macros.get(name);
    if (macro == null) {
      throw new PebbleException(
          null, getName() + " has no macro " + name + Spelling.hint(name, macros.keySet()));
    }
    return macro;
  }

  Map<String, Macro> macros() {
    return macros;
  }

  List<Definitions.Reference> references() {
    return references;
  }

  Set<String> blockNames() {
    return blockNames;
  }

  Lineage lineage() {
    return lineage;
  }

  /// Returns the lineages of the parts that it embeds.
  List<Lineage> embedded() {
    return embedded;
  }

  /// Returns the text of a line without the white space around it, or null if there is no such line.
  @Nullable String line(int number) {
    return source.lines().skip(Math.max(0, number - 1)).findFirst().map(String::strip).orElse(null);
  }

  int lastLength() {
    return lastLength;
  }

  void lastLength(int length) {
    lastLength = length;
  }

  /// Returns the template that `name` stands for in a tag of this one.
  CompiledTemplate other(Expression<?> name, Rendering rendering) {
    if (evaluated(name, rendering) instanceof String other) {
      return rendering.run().loader().compiled(other, getName());
    }
    throw new PebbleException(null, "name of a template is no string: put the name in quotes");
  }

  /// Evaluates the name of a template, which without its quotes is mostly an attribute that doesn't exist.
  private @Nullable Object evaluated(Expression<?> name, Rendering rendering) {
    try {
      return name.evaluate(this, rendering);
    } catch (PebbleException e) {
      if (RenderException.unwrapped(e) instanceof AttributeNotFoundException missing) {
        throw new PebbleException(null, RenderException.problem(missing) + Names.LACKS_QUOTES);
      }
      throw e;
    }
  }

  /// Renders this template and, in its place, those it extends.
  void render(Page page, Rendering rendering) {
    body.render(this, page, rendering);
    CompiledTemplate parent = rendering.family().getParent();
    if (parent != null) {
      rendering.family().ascend();
      renderParent(parent, page, rendering);
    }
  }

  /// What fails there happens on the page of this one.
  private void renderParent(CompiledTemplate parent, Page page, Rendering rendering) {
    var trail = new Trail(getName(), lineage.line(), Way.EXTENDED, rendering.run().trail());
    rendering.run().trail(trail);
    try {
      parent.render(page, rendering);
    } catch (RenderException e) {
      throw e.leaving(trail.position(), trail.way());
    }
    rendering.run().trail(trail.outer());
  }

  /// Pebble's `block(name)` brings a writer of its own.
  @Override
  public void block(
      Writer writer, EvaluationContextImpl context, String name, boolean ignoreOverridden)
      throws IOException {
    if (writer instanceof Page) {
      super.block(writer, context, name, ignoreOverridden);
    } else {
      var page = Page.part();
      super.block(page, context, name, ignoreOverridden);
      writer.write(page.toString());
    }
  }
}
