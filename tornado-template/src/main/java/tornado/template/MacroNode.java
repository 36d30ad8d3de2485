// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import io.pebbletemplates.pebble.lexer.Token;
import io.pebbletemplates.pebble.node.NamedArgumentNode;
import java.util.List;

/// `{% macro name(parameters) %}`: writes nothing where it stands.
///
/// **Thread**: any.
final class MacroNode extends PageNode {
  private final String name;
  private final List<NamedArgumentNode> parameters;
  private final Body body;
  private final boolean printsMarkup;

  private MacroNode(
      String name, List<NamedArgumentNode> parameters, Body body, boolean printsMarkup, int line) {
    super(line);
    this.name = name;
    this.parameters = parameters;
    this.body = body;
    this.printsMarkup = printsMarkup;
  }

  static MacroNode parse(TemplateParser parser, int line) {
    String name = parser.expect(Token.Type.NAME, null).getValue();
    List<NamedArgumentNode> parameters = parser.parameters();
    parser.endTag();
    boolean printsMarkup = parser.modes().escaping().takesMarkup();
    Body body = parser.bodyThatShowsBlocks("endmacro");
    parser.endTag();
    var macro = new MacroNode(name, parameters, body, printsMarkup, line);
    if (parser.definitions().macros().putIfAbsent(name, macro) != null) {
      throw parser.error("macro is defined twice: " + name, line);
    }
    return macro;
  }

  String name() {
    return name;
  }

  List<NamedArgumentNode> parameters() {
    return parameters;
  }

  Body body() {
    return body;
  }

  /// Tells whether what it prints is HTML, not a part of a script or the like.
  boolean printsMarkup() {
    return printsMarkup;
  }

  @Override
  void render(CompiledTemplate self, Page page, Rendering rendering) {}
}
