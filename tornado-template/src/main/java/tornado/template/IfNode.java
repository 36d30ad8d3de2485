// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import io.pebbletemplates.pebble.lexer.Token;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `{% if %}`, `{% elseif %}`, `{% else %}`, `{% endif %}`.
///
/// **Thread**: any.
final class IfNode extends PageNode {
  /// One way to go.
  private record Branch(Truth condition, Body body) {}

  private final List<Branch> branches;
  private final @Nullable Body otherwise;

  private IfNode(List<Branch> branches, @Nullable Body otherwise, int line) {
    super(line);
    this.branches = List.copyOf(branches);
    this.otherwise = otherwise;
  }

  static IfNode parse(TemplateParser parser, int line) {
    var branches = new ArrayList<Branch>(1);
    do {
      Truth condition = Truth.of(parser.expression());
      parser.endTag();
      branches.add(new Branch(condition, parser.body("elseif", "else", "endif")));
    } while (parser.skip(Token.Type.NAME, "elseif"));
    Body otherwise = null;
    if (parser.skip(Token.Type.NAME, "else")) {
      parser.endTag();
      otherwise = parser.body("endif");
    }
    parser.expect(Token.Type.NAME, "endif");
    parser.endTag();
    return new IfNode(branches, otherwise, line);
  }

  @Override
  void render(CompiledTemplate self, Page page, Rendering rendering) {
    for (Branch branch : branches) {
      if (branch.condition().holds(self, rendering)) {
        branch.body().render(self, page, rendering);
        return;
      }
    }
    if (otherwise != null) {
      otherwise.render(self, page, rendering);
    }
  }
}
