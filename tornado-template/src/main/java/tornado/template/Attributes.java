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
    Object value =
        arguments == null
            ? read(instance, key)
            : call(instance, String.valueOf(key), arguments, (Rendering) context);
    if (value == Members.NONE) {
      if (context.isStrictVariables() || arguments != null) {
        throw new AttributeNotFoundException(
            null,
            "'"
                + TemplateError.shown(String.valueOf(key))
                + "' is nothing that "
                + instance.getClass().getSimpleName()
                + " has",
            String.valueOf(key),
            line,
            file);
      }
      value = null;
    }
    return new ResolvedAttribute(Call.unwrapped(value));
  }

  private static @Nullable Object read(Object instance, @Nullable Object key) {
    return switch (instance) {
      case Map<?, ?> map -> entry(map, key);
      case Loop loop -> orNone(loop.attribute(String.valueOf(key)));
      case List<?> list when isIndex(key) -> {
        int index = index(key);
        yield index >= 0 && index < list.size() ? list.get(index) : Members.NONE;
      }
      case Object array when array.getClass().isArray() -> {
        int index = isIndex(key) ? index(key) : -1;
        yield index >= 0 && index < Array.getLength(array) ? Array.get(array, index) : Members.NONE;
      }
      default -> Members.of(instance.getClass()).read(instance, String.valueOf(key));
    };
  }

  private static Object orNone(@Nullable Object value) {
    return value == null ? Members.NONE : value;
  }

  /// Whole numbers in templates are long ones, keys of maps seldom.
  private static @Nullable Object entry(Map<?, ?> map, @Nullable Object key) {
    Object value = key == null ? null : map.get(key);
    if (value != null) {
      return value;
    }
    if (key instanceof Long number && number.intValue() == number) {
      value = map.get(number.intValue());
      if (value != null) {
        return value;
      }
    }
    return key != null && map.containsKey(key) ? null : Members.NONE;
  }

  private static boolean isIndex(@Nullable Object key) {
    return key instanceof Number;
  }

  private static int index(@Nullable Object key) {
    long index = key instanceof Number number ? number.longValue() : -1;
    return index == (int) index ? (int) index : -1;
  }

  private static @Nullable Object call(
      Object instance, String name, @Nullable Object[] arguments, Rendering rendering) {
    return switch (instance) {
      case MacroSet macros -> {
        Macro macro = macros.template().macro(name);
        if (macro == null) {
          throw new PebbleException(null, macros.template().getName() + " has no macro " + name);
        }
        yield macro.call(Arguments.of(arguments), rendering);
      }
      case TemplateModules modules -> new SafeHTML(modules.render(name, Arguments.of(arguments)));
      case Map<?, ?> map when map.get(name) instanceof TemplateFunction function ->
          function.call(Arguments.of(arguments));
      default -> Members.of(instance.getClass()).call(instance, name, arguments);
    };
  }
}
