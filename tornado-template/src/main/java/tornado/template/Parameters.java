// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import io.pebbletemplates.pebble.extension.escaper.SafeString;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// Fits the values of a template to the parameters of a method. Numbers become the type that is asked for if they are the same there.
///
/// **Thread**: any.
final class Parameters {
  /// Fewer free parameters first, so that `f(String)` comes before `f(String, Object...)`.
  static final Comparator<Method> NARROW_FIRST =
      Comparator.comparing(Method::isVarArgs)
          .thenComparing(
              method -> Arrays.asList(method.getParameterTypes()).contains(Object.class));

  private static final Object UNFIT = new Object();

  private Parameters() {}

  /// Returns what the method is to get, or null if it can't take the arguments.
  static @Nullable Object @Nullable [] fit(Method method, @Nullable Object[] arguments) {
    Class<?>[] types = method.getParameterTypes();
    if (types.length == arguments.length) {
      @Nullable Object[] fitted = fit(types, arguments);
      if (fitted != null) {
        return fitted;
      }
    }
    if (!method.isVarArgs() || arguments.length < types.length - 1) {
      return null;
    }
    return fit(types, packed(types, arguments));
  }

  private static @Nullable Object @Nullable [] fit(Class<?>[] types, @Nullable Object[] arguments) {
    var fitted = new @Nullable Object[types.length];
    for (int i = 0; i < types.length; i++) {
      fitted[i] = fit(types[i], arguments[i]);
      if (fitted[i] == UNFIT) {
        return null;
      }
    }
    return fitted;
  }

  /// Puts the last arguments into an array, as the compiler does for variable ones.
  private static @Nullable Object[] packed(Class<?>[] types, @Nullable Object[] arguments) {
    int fixed = types.length - 1;
    Class<?> component = types[fixed].getComponentType();
    Object rest = Array.newInstance(component, arguments.length - fixed);
    var packed = Arrays.copyOf(arguments, types.length);
    packed[fixed] = rest;
    for (int i = fixed; i < arguments.length; i++) {
      Object value = fit(component, arguments[i]);
      if (value == UNFIT) {
        packed[fixed] = UNFIT;
        break;
      }
      Array.set(rest, i - fixed, value);
    }
    return packed;
  }

  private static @Nullable Object fit(Class<?> type, @Nullable Object value) {
    if (value == null) {
      return type.isPrimitive() ? UNFIT : null;
    }
    if (type.isInstance(value) && !(value instanceof SafeString)) {
      return value;
    }
    return switch (value) {
      case Boolean truth when type == boolean.class -> truth;
      case SafeString html when type == String.class -> html.toString();
      case SafeString html when type.isAssignableFrom(Markup.class) -> new Markup(html.toString());
      case Character character when type == char.class -> character;
      case Number number -> {
        Number same = same(type, number);
        yield same == null ? UNFIT : same;
      }
      default -> UNFIT;
    };
  }

  /// Returns a number of another type that is the same there, or null if there is none.
  static @Nullable Number same(Class<?> type, Number value) {
    Number fitted;
    if (type == int.class || type == Integer.class) {
      fitted = value.intValue();
    } else if (type == long.class || type == Long.class) {
      fitted = value.longValue();
    } else if (type == double.class || type == Double.class) {
      fitted = value.doubleValue();
    } else if (type == float.class || type == Float.class) {
      fitted = value.floatValue();
    } else if (type == short.class || type == Short.class) {
      fitted = value.shortValue();
    } else if (type == byte.class || type == Byte.class) {
      fitted = value.byteValue();
    } else {
      return null;
    }
    return fitted.doubleValue() == value.doubleValue() ? fitted : null;
  }
}
