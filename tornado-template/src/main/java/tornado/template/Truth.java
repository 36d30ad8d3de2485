// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import io.pebbletemplates.pebble.extension.NodeVisitor;
import io.pebbletemplates.pebble.extension.escaper.SafeString;
import io.pebbletemplates.pebble.node.expression.Expression;
import io.pebbletemplates.pebble.node.expression.UnaryNotExpression;
import io.pebbletemplates.pebble.template.EvaluationContextImpl;
import io.pebbletemplates.pebble.template.PebbleTemplateImpl;
import java.lang.reflect.Array;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/// Whether a value counts as true, as Tornado's templates have it: not if it is false, null, zero or empty. Pebble itself knows only
/// booleans, numbers and strings.
///
/// **Thread**: any.
final class Truth implements Expression<Boolean> {
  private final Expression<?> value;
  private final boolean negated;

  private Truth(Expression<?> value, boolean negated) {
    this.value = value;
    this.negated = negated;
  }

  /// Returns the truth of an expression, `not` in front of it included.
  static Truth of(Expression<?> expression) {
    Expression<?> value = expression;
    boolean negated = false;
    while (value instanceof UnaryNotExpression not) {
      value = not.getChildExpression();
      negated = !negated;
    }
    return value instanceof Truth known
        ? new Truth(known.value, known.negated != negated)
        : new Truth(value, negated);
  }

  static boolean of(@Nullable Object value) {
    return switch (value) {
      case null -> false;
      case Boolean truth -> truth;
      case Number number -> number.doubleValue() != 0;
      case CharSequence text -> !text.isEmpty();
      case SafeString html -> !html.toString().isEmpty();
      case Markup markup -> !markup.html().isEmpty();
      case Collection<?> values -> !values.isEmpty();
      case Map<?, ?> map -> !map.isEmpty();
      case Optional<?> optional -> optional.isPresent();
      case ByteString bytes -> bytes.size() > 0;
      default -> !value.getClass().isArray() || Array.getLength(value) > 0;
    };
  }

  boolean holds(PebbleTemplateImpl self, EvaluationContextImpl context) {
    return of(value.evaluate(self, context)) != negated;
  }

  @Override
  public Boolean evaluate(PebbleTemplateImpl self, EvaluationContextImpl context) {
    return holds(self, context);
  }

  @Override
  public int getLineNumber() {
    return value.getLineNumber();
  }

  @Override
  public void accept(NodeVisitor visitor) {
    visitor.visit(this);
  }
}
