// SPDX-License-Identifier: Apache-2.0
package tornado.locale;

/// The rule of a catalogue that gives a number its plural form: an expression of C with one variable, `n`.
///
/// Conditions are 1 or 0 as in C. Division rounds down as in Python, which shows with negative numbers only.
///
/// **Thread**: any.
sealed interface PluralExpression {
  /// Returns the value for a number.
  ///
  /// @throws ArithmeticException if that divides by zero
  long evaluate(long n);

  /// A number.
  record Constant(long value) implements PluralExpression {
    @Override
    public long evaluate(long n) {
      return value;
    }
  }

  /// `n`.
  record Count() implements PluralExpression {
    @Override
    public long evaluate(long n) {
      return n;
    }
  }

  /// `! operand`.
  record Not(PluralExpression operand) implements PluralExpression {
    @Override
    public long evaluate(long n) {
      return truth(operand.evaluate(n) == 0);
    }
  }

  /// `condition ? then : otherwise`.
  record Choice(PluralExpression condition, PluralExpression then, PluralExpression otherwise)
      implements PluralExpression {
    @Override
    public long evaluate(long n) {
      return (condition.evaluate(n) != 0 ? then : otherwise).evaluate(n);
    }
  }

  /// `left operator right`.
  record Binary(Operator operator, PluralExpression left, PluralExpression right)
      implements PluralExpression {
    @Override
    public long evaluate(long n) {
      long first = left.evaluate(n);
      return switch (operator) {
        case OR -> truth(first != 0 || right.evaluate(n) != 0);
        case AND -> truth(first != 0 && right.evaluate(n) != 0);
        case EQUAL -> truth(first == right.evaluate(n));
        case NOT_EQUAL -> truth(first != right.evaluate(n));
        case AT_MOST -> truth(first <= right.evaluate(n));
        case AT_LEAST -> truth(first >= right.evaluate(n));
        case LESS -> truth(first < right.evaluate(n));
        case GREATER -> truth(first > right.evaluate(n));
        case PLUS -> first + right.evaluate(n);
        case MINUS -> first - right.evaluate(n);
        case TIMES -> first * right.evaluate(n);
        case DIVIDED -> Math.floorDiv(first, right.evaluate(n));
        case MODULO -> Math.floorMod(first, right.evaluate(n));
      };
    }
  }

  /// What stands between two operands. One that begins like another comes before it.
  enum Operator {
    OR("||", 1),
    AND("&&", 2),
    EQUAL("==", 3),
    NOT_EQUAL("!=", 3),
    AT_MOST("<=", 4),
    AT_LEAST(">=", 4),
    LESS("<", 4),
    GREATER(">", 4),
    PLUS("+", 5),
    MINUS("-", 5),
    TIMES("*", 6),
    DIVIDED("/", 6),
    MODULO("%", 6);

    final String symbol;

    /// The higher, the tighter it binds.
    final int precedence;

    Operator(String symbol, int precedence) {
      this.symbol = symbol;
      this.precedence = precedence;
    }
  }

  private static long truth(boolean condition) {
    return condition ? 1 : 0;
  }
}
