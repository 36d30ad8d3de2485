// SPDX-License-Identifier: Apache-2.0
package tornado.locale;

import org.jspecify.annotations.Nullable;
import tornado.locale.PluralExpression.Binary;
import tornado.locale.PluralExpression.Choice;
import tornado.locale.PluralExpression.Constant;
import tornado.locale.PluralExpression.Count;
import tornado.locale.PluralExpression.Not;
import tornado.locale.PluralExpression.Operator;

/// Reads a [PluralExpression] by recursive descent. How long and how deeply nested it may be is limited, so no file can overflow the
/// stack.
///
/// **Thread**: owner.
final class PluralParser {
  private static final int MAX_LENGTH = 1000;
  private static final int MAX_DEPTH = 50;

  /// So many digits fit in a long whatever they are.
  private static final int MAX_DIGITS = 18;

  private final String text;
  private int at;
  private int depth;

  private PluralParser(String text) {
    this.text = text;
  }

  /// Reads an expression.
  ///
  /// @throws TranslationException if it is none, or beyond the limits
  static PluralExpression parse(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new TranslationException("plural is longer than " + MAX_LENGTH + " characters");
    }
    var parser = new PluralParser(text);
    PluralExpression expression = parser.choice();
    if (parser.at < text.length()) {
      throw parser.expected("an operator");
    }
    return expression;
  }

  private PluralExpression choice() {
    descend();
    PluralExpression expression = binary(1);
    if (take("?")) {
      PluralExpression then = choice();
      if (!take(":")) {
        throw expected("':'");
      }
      expression = new Choice(expression, then, choice());
    }
    depth--;
    return expression;
  }

  /// Reads operands and operators of at least that precedence.
  private PluralExpression binary(int lowest) {
    PluralExpression left = unary();
    Operator operator = operator(lowest);
    while (operator != null) {
      left = new Binary(operator, left, binary(operator.precedence + 1));
      operator = operator(lowest);
    }
    return left;
  }

  private PluralExpression unary() {
    if (take("!")) {
      descend();
      PluralExpression operand = unary();
      depth--;
      return new Not(operand);
    }
    if (take("(")) {
      PluralExpression inner = choice();
      if (!take(")")) {
        throw expected("')'");
      }
      return inner;
    }
    return take("n") ? new Count() : number();
  }

  private PluralExpression number() {
    int start = at;
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
    if (at == start) {
      throw expected("n or a number");
    }
    if (at - start > MAX_DIGITS) {
      throw new TranslationException("plural has a number of over " + MAX_DIGITS + " digits");
    }
    return new Constant(Long.parseLong(text, start, at, 10));
  }

  /// Takes the next operator if it binds tightly enough.
  private @Nullable Operator operator(int lowest) {
    skipSpaces();
    for (Operator operator : Operator.values()) {
      if (text.startsWith(operator.symbol, at)) {
        if (operator.precedence < lowest) {
          return null;
        }
        at += operator.symbol.length();
        return operator;
      }
    }
    return null;
  }

  private boolean take(String symbol) {
    skipSpaces();
    boolean there = text.startsWith(symbol, at);
    at += there ? symbol.length() : 0;
    return there;
  }

  private void skipSpaces() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private void descend() {
    depth++;
    if (depth > MAX_DEPTH) {
      throw new TranslationException("plural is nested deeper than " + MAX_DEPTH);
    }
  }

  private TranslationException expected(String what) {
    String found = at == text.length() ? "nothing" : TranslationException.quote(text.substring(at));
    return new TranslationException("plural: expected " + what + " but was " + found);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
