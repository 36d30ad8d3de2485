// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import io.pebbletemplates.pebble.lexer.Token;
import io.pebbletemplates.pebble.node.expression.Expression;
import org.jspecify.annotations.Nullable;

/// What wants to know of a template, in the order of its text, while it is read.
///
/// **Thread**: owner.
interface ParseListener {
  /// One that wants to know nothing.
  ParseListener NONE = new ParseListener() {};

  /// Hears of text of the template itself.
  default void text(String text) {}

  /// Hears of `{{ value }}`, and of what will be done to it.
  default void printed(Expression<?> value, Escaping escaping, int line) {}

  /// Hears of a variable that the template sets.
  ///
  /// @param value its own, or what it will be an element of; null for the macros of another template
  default void variable(String name, @Nullable Expression<?> value) {}

  /// Hears that a tag begins. What comes up to [#tagEnds] belongs to it.
  default void tagBegins(String name) {}

  /// Hears that what belongs to a tag has been read.
  default void tagEnds() {}

  /// Hears that text and tags begin which the tag holds, such as one branch of `if`.
  default void bodyBegins() {}

  /// Hears that they end.
  ///
  /// @param next the word behind them, such as `else`, or the end of the text
  default void bodyEnds(Token next) {}
}
