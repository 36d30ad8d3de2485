// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import io.pebbletemplates.pebble.attributes.AttributeResolver;
import io.pebbletemplates.pebble.attributes.ResolvedAttribute;
import io.pebbletemplates.pebble.error.AttributeNotFoundException;
import io.pebbletemplates.pebble.error.PebbleException;
import io.pebbletemplates.pebble.node.ArgumentsNode;
import io.pebbletemplates.pebble.template.EvaluationContextImpl;
import java.lang.reflect.Array;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What `value.name`, `value["name"]`, `value[0]` and `value.name(args)` mean: the entry of a map, an element of a list or an array, an
/// accessor, a getter, a method. What may be read of which type is [Access]'s matter.
///
/// **Thread**: any.
final class Attributes implements AttributeResolver {
  @Override
  public ResolvedAttribute resolve(
      @Nullable Object instance,
      @Nullable Object key,
      @Nullable Object @Nullable [] arguments,
      @Nullable ArgumentsNode node,
      EvaluationContextImpl context,
      String file,
      int line) {
    if (instance == null) {
      return new ResolvedAttribute(null);
    }
    Object owner = Objects.requireNonNull(Arguments.marked(instance));
    Object value =
        arguments == null
            ? read(owner, key)
            : call(owner, String.valueOf(key), arguments, (Rendering) context);
    if (value == Members.NONE) {
      if (context.isStrictVariables() || arguments != null) {
        String name = String.valueOf(key);
        throw new AttributeNotFoundException(null, missing(owner, name), name, line, file);
      }
      value = null;
    }
    return new ResolvedAttribute(Call.unwrapped(value));
  }

  private static String missing(Object owner, String name) {
    String problem = "'" + TemplateError.shown(name) + "' is nothing that ";
    return switch (owner) {
      case List<?> list -> problem + "a list of " + elements(list.size()) + " has";
      case Map<?, ?> _ -> problem + "a map has";
      case Loop _ -> problem + "loop has" + Spelling.hint(name, Loop.ATTRIBUTES);
      case Object array when array.getClass().isArray() ->
          problem + "an array of " + elements(Array.getLength(array)) + " has";
      default ->
          problem
              + owner.getClass().getSimpleName()
              + " has"
              + Spelling.hint(name, Members.of(owner.getClass()).names());
    };
  }

  private static String elements(int count) {
    return count + (count == 1 ? " element" : " elements");
  }

  private static @Nullable Object read(Object instance, @Nullable Object key) {
    return switch (instance) {
      case Map<?, ?> map -> entry(map, key);
      case Loop loop -> orNone(loop.attribute(String.valueOf(key)));
      case MacroSet _ ->
          throw new PebbleException(
              null, "macro is read, not called: put () behind it: " + String.valueOf(key));
      case List<?> list when index(key) >= 0 -> {
        int index = index(key);
        yield index < list.size() ? list.get(index) : Members.NONE;
      }
      case Object array when array.getClass().isArray() -> {
        int index = index(key);
        yield index >= 0 && index < Array.getLength(array) ? Array.get(array, index) : Members.NONE;
      }
      default -> Members.of(instance.getClass()).read(instance, String.valueOf(key));
    };
  }

  private static Object orNone(@Nullable Object value) {
    return value == null ? Members.NONE : value;
  }

  private static @Nullable Object entry(Map<?, ?> map, @Nullable Object key) {
    Object own = key instanceof Number number && !map.isEmpty() ? ownKey(map, number) : key;
    if (own == null) {
      return entryOfNull(map);
    }
    Object value = map.get(own);
    return value != null || map.containsKey(own) ? value : Members.NONE;
  }

  /// Whole numbers in templates are long ones, keys of maps seldom: they become what the first key is.
  private static Object ownKey(Map<?, ?> map, Number number) {
    Object first = map.keySet().iterator().next();
    Number same = first instanceof Number ? Parameters.same(first.getClass(), number) : null;
    return same == null ? number : same;
  }

  /// Many maps fail when they are asked for null.
  private static @Nullable Object entryOfNull(Map<?, ?> map) {
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (entry.getKey() == null) {
        return entry.getValue();
      }
    }
    return Members.NONE;
  }

  /// Returns the index that a whole number or its text is, or -1 if it is none.
  private static int index(@Nullable Object key) {
    return switch (key) {
      case Long number -> number.intValue() == number ? number.intValue() : -1;
      case Integer number -> number;
      case Number number -> parsed(number.toString());
      case String text when !text.isEmpty() && Character.isDigit(text.charAt(0)) -> parsed(text);
      case null, default -> -1;
    };
  }

  private static int parsed(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException ignored) {
      // A fraction, the name of something else, or more than a list has.
      return -1;
    }
  }

  private static @Nullable Object call(
      Object instance, String name, @Nullable Object[] arguments, Rendering rendering) {
    return switch (instance) {
      case MacroSet macros ->
          macros.template().requiredMacro(name).call(NamedValue.arguments(arguments), rendering);
      case TemplateModules modules ->
          new SafeHTML(modules.render(name, NamedValue.arguments(arguments)));
      case Map<?, ?> map when map.get(name) instanceof TemplateFunction function ->
          function.call(NamedValue.arguments(arguments));
      default -> {
        checkUnnamed(arguments, name);
        yield Members.of(instance.getClass()).call(instance, name, arguments);
      }
    };
  }

  private static void checkUnnamed(@Nullable Object[] arguments, String method) {
    for (Object argument : arguments) {
      if (argument instanceof NamedValue named) {
        throw new PebbleException(
            null, "methods take values without names only: " + named.name() + " of " + method);
      }
    }
  }
}
