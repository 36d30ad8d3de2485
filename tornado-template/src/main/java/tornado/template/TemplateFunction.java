// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import org.jspecify.annotations.Nullable;

/// A function that templates call: `{{ name(1, title="x") }}`, or as a filter with what is filtered first: `{{ value | name }}`.
///
/// It runs in the coroutine that renders, and may wait there. [Markup] that it returns is printed as it is, everything else escaped.
@FunctionalInterface
public interface TemplateFunction {
  /// Computes the value of the call.
  @Nullable Object call(Arguments arguments);

  /// Returns a function that every template has, for programs that offer it under another name or in another way.
  ///
  /// @throws IllegalArgumentException if there is none of that name
  static TemplateFunction builtIn(String name) {
    TemplateFunction function = BuiltIns.FUNCTIONS.get(name);
    if (function == null) {
      throw new IllegalArgumentException("no function of every template is named " + name);
    }
    return function;
  }
}
