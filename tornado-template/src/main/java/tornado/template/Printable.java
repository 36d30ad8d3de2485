// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import io.pebbletemplates.pebble.error.PebbleException;
import io.pebbletemplates.pebble.template.EvaluationContext;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// Whether a value has a text that a page may show. One that has none would show the name of a class and an address, which mostly means
/// that a call or a wait was forgotten.
///
/// **Thread**: any.
final class Printable {
  private static final ClassValue<Boolean> HAS_TEXT =
      new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
          try {
            return !type.getMethod("toString").getDeclaringClass().equals(Object.class);
          } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
          }
        }
      };

  private Printable() {}

  /// Tells whether values of a type have a text that is more than the name of the type and an address.
  static boolean hasText(Class<?> type) {
    return HAS_TEXT.get(type);
  }

  /// @throws PebbleException if the value has no text, a text is needed, and mistakes are errors
  static void check(@Nullable Object value, Escaping escaping, EvaluationContext context) {
    if (value == null
        || value instanceof String
        || value instanceof Number
        || !context.isStrictVariables()
        || !escaping.printsText()) {
      return;
    }
    String problem = problem(value);
    if (problem != null) {
      throw new PebbleException(null, problem);
    }
  }

  private static @Nullable String problem(Object value) {
    Class<?> type = value.getClass();
    return switch (value) {
      case TemplateFunction _ -> "function is printed, not what it returns: put () behind it";
      case Future<?> _ -> "future is printed, not what it becomes: await it in the program";
      case MacroSet _ -> "macros are printed: call one of them, as in forms.field()";
      case Object _ when hasText(type) -> null;
      case Object _ when type.isArray() ->
          "array has no text: join its elements, or loop over them";
      case Object _ when type.isHidden() -> "lambda has no text: print what it returns";
      default -> "value has no text: its class overrides no toString: " + type.getSimpleName();
    };
  }
}
