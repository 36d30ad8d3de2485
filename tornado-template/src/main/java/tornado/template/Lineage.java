// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import io.pebbletemplates.pebble.node.expression.Expression;
import io.pebbletemplates.pebble.node.expression.LiteralStringExpression;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a template extends, and which blocks it brings and asks for: whether a block is shown depends on all of a family. Complete once the
/// parser is done, and not changed later.
///
/// **Thread**: owner.
final class Lineage {
  private final List<Definitions.Reference> outermost = new ArrayList<>();
  private final Set<String> asked = new HashSet<>();
  private Definitions.@Nullable Reference parent;
  private boolean hasComputedNames;
  private int line;

  /// Takes note of the template that is extended.
  void extend(Expression<?> name, int lineOfTag) {
    line = lineOfTag;
    if (name instanceof LiteralStringExpression literal) {
      parent = new Definitions.Reference(literal.getValue(), line);
    } else {
      hasComputedNames = true;
    }
  }

  /// Takes note of `block(name)`.
  void ask(Expression<?> name) {
    if (name instanceof LiteralStringExpression literal) {
      asked.add(literal.getValue());
    } else {
      hasComputedNames = true;
    }
  }

  /// Returns the blocks that are in no other block or macro, and so need somebody to show them if the template extends another.
  List<Definitions.Reference> outermost() {
    return outermost;
  }

  /// Returns the blocks that are asked for by `block("name")`.
  Set<String> asked() {
    return asked;
  }

  /// Returns the template that is extended, or null if there is none or its name is computed.
  Definitions.@Nullable Reference parent() {
    return parent;
  }

  /// Returns the line of the tag that extends another template, or 0 if there is none.
  int line() {
    return line;
  }

  /// Tells whether only rendering shows what is extended, or which blocks are asked for.
  boolean hasComputedNames() {
    return hasComputedNames;
  }
}
