// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import io.pebbletemplates.pebble.error.ParserException;
import io.pebbletemplates.pebble.node.TestInvocationExpression;
import io.pebbletemplates.pebble.node.expression.Expression;
import io.pebbletemplates.pebble.node.expression.NegativeTestExpression;
import io.pebbletemplates.pebble.node.expression.PositiveTestExpression;
import java.util.Set;

/// `value is empty`, which here knows early that a test is missing.
///
/// **Thread**: any.
final class IsTest extends PositiveTestExpression {
  private final Set<String> known;

  IsTest(Set<String> known) {
    this.known = known;
  }

  /// `value is not empty`.
  static final class Not extends NegativeTestExpression {
    private final Set<String> known;

    Not(Set<String> known) {
      this.known = known;
    }

    @Override
    public void setRight(Expression<?> right) {
      check(right, known);
      super.setRight(right);
    }
  }

  @Override
  public void setRight(Expression<?> right) {
    check(right, known);
    super.setRight(right);
  }

  private static void check(Expression<?> test, Set<String> known) {
    if (test instanceof TestInvocationExpression call && !known.contains(call.getTestName())) {
      throw new ParserException(
          null,
          "test is unknown: " + call.getTestName() + Spelling.hint(call.getTestName(), known),
          call.getLineNumber(),
          null);
    }
  }
}
