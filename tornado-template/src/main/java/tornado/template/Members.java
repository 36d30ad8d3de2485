// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import io.pebbletemplates.pebble.error.PebbleException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What templates may read of the objects of one class, looked up once.
///
/// **Thread**: any.
final class Members {
  /// What stands for no value, not even null.
  static final Object NONE = new Object();

  private static final ClassValue<Members> BY_CLASS =
      new ClassValue<>() {
        @Override
        protected Members computeValue(Class<?> type) {
          return new Members(type);
        }
      };

  private static final Object[] NO_ARGUMENTS = {};

  private final Class<?> type;
  private final List<Method> methods;

  /// By attribute; only those that exist, since names may come from outside.
  private final Map<String, Method> accessors = new ConcurrentHashMap<>();

  private Members(Class<?> type) {
    this.type = type;
    this.methods = Access.readable(type);
  }

  static Members of(Class<?> type) {
    return BY_CLASS.get(type);
  }

  /// Returns the attribute of that name, or [#NONE].
  @Nullable Object read(Object instance, String name) {
    Method accessor = accessors.get(name);
    if (accessor == null) {
      accessor = accessor(name);
      if (accessor == null) {
        return NONE;
      }
      accessors.put(name, accessor);
    }
    return invoke(accessor, instance, NO_ARGUMENTS);
  }

  private @Nullable Method accessor(String name) {
    String capital =
        name.isEmpty() ? name : Character.toUpperCase(name.charAt(0)) + name.substring(1);
    for (String candidate : List.of(name, "get" + capital, "is" + capital, "has" + capital)) {
      for (Method method : named(candidate, 0)) {
        if (method.getParameterCount() == 0) {
          return method;
        }
      }
    }
    return null;
  }

  /// Calls a method, or returns [#NONE] if there is none that takes such arguments.
  @Nullable Object call(Object instance, String name, @Nullable Object[] arguments) {
    for (Method method : named(name, arguments.length)) {
      @Nullable Object[] fitted = Parameters.fit(method, arguments);
      if (fitted != null) {
        return invoke(method, instance, fitted);
      }
    }
    return NONE;
  }

  private List<Method> named(String name, int count) {
    Access.checkName(name, type);
    var found = new ArrayList<Method>(2);
    for (Method method : methods) {
      if (method.getName().equals(name)
          && (method.getParameterCount() == count || method.isVarArgs())) {
        found.add(method);
      }
    }
    found.sort(Parameters.NARROW_FIRST);
    return found;
  }

  private static @Nullable Object invoke(
      Method method, Object instance, @Nullable Object[] arguments) {
    try {
      return method.invoke(instance, arguments);
    } catch (InvocationTargetException e) {
      throw new PebbleException(e.getCause(), method.getName() + " failed");
    } catch (IllegalAccessException e) {
      throw new PebbleException(
          null,
          "package "
              + method.getDeclaringClass().getPackageName()
              + " is not open to the module tornado.template");
    }
  }
}
