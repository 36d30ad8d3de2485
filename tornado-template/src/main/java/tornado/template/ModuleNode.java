// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import io.pebbletemplates.pebble.error.PebbleException;
import io.pebbletemplates.pebble.lexer.Token;
import io.pebbletemplates.pebble.node.ArgumentsNode;

/// `{% module Name(args) %}`: a piece of page that the program renders.
///
/// **Thread**: any.
final class ModuleNode extends PageNode {
  private final String name;
  private final ArgumentsNode arguments;

  private ModuleNode(String name, ArgumentsNode arguments, int line) {
    super(line);
    this.name = name;
    this.arguments = arguments;
  }

  static ModuleNode parse(TemplateParser parser, int line) {
    String name = parser.expect(Token.Type.NAME, null).getValue();
    ArgumentsNode arguments = parser.arguments();
    parser.endTag();
    return new ModuleNode(name, arguments, line);
  }

  @Override
  void render(CompiledTemplate self, Page page, Rendering rendering) {
    if (!(rendering.run().namespace().get("modules") instanceof TemplateModules modules)) {
      throw new PebbleException(null, "modules is missing in the namespace");
    }
    page.append(modules.render(name, Call.arguments(arguments, self, rendering)));
  }
}
