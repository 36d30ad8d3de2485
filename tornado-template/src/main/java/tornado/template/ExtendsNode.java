// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import io.pebbletemplates.pebble.node.expression.Expression;

/// `{% extends "name" %}`: the other template is rendered instead, with the blocks of this one.
///
/// **Thread**: any.
final class ExtendsNode extends PageNode {
  private final Expression<?> name;

  ExtendsNode(Expression<?> name, int line) {
    super(line);
    this.name = name;
  }

  static ExtendsNode parse(TemplateParser parser, int line) {
    Expression<?> name = parser.templateName();
    parser.endTag();
    parser.markExtends(name, line);
    return new ExtendsNode(name, line);
  }

  @Override
  void render(CompiledTemplate self, Page page, Rendering rendering) {
    CompiledTemplate parent = self.other(name, rendering);
    // Parents take each other's place, and end with what included the first.
    rendering.run().enter(parent.getName());
    rendering.family().pushAncestor(parent);
  }
}
