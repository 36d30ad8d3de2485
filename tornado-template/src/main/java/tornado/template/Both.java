// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import io.pebbletemplates.pebble.node.expression.BinaryExpression;
import io.pebbletemplates.pebble.node.expression.Expression;
import io.pebbletemplates.pebble.template.EvaluationContextImpl;
import io.pebbletemplates.pebble.template.PebbleTemplateImpl;

/// Operators over two truths; see [Truth].
///
/// **Thread**: any.
abstract class Both extends BinaryExpression<Boolean> {
  /// `and`.
  static final class And extends Both {
    @Override
    public Boolean evaluate(PebbleTemplateImpl self, EvaluationContextImpl context) {
      return left().holds(self, context) && right().holds(self, context);
    }
  }

  /// `or`.
  static final class Or extends Both {
    @Override
    public Boolean evaluate(PebbleTemplateImpl self, EvaluationContextImpl context) {
      return left().holds(self, context) || right().holds(self, context);
    }
  }

  @Override
  public void setLeft(Expression<?> left) {
    super.setLeft(Truth.of(left));
  }

  @Override
  public void setRight(Expression<?> right) {
    super.setRight(Truth.of(right));
  }

  final Truth left() {
    return (Truth) getLeftExpression();
  }

  final Truth right() {
    return (Truth) getRightExpression();
  }
}
