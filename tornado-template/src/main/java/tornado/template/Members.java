// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import io.pebbletemplates.pebble.error.PebbleException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IllegalFormatException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
  private static final Pattern ACCESSOR = Pattern.compile("(?:get|is|has)(\\p{Upper})(.*)");

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

  /// Returns the names by which something can be read, for who has misspelt one.
  Set<String> names() {
    var names = new HashSet<String>();
    for (Method method : methods) {
      String name = method.getName();
      names.add(name);
      Matcher accessor = ACCESSOR.matcher(name);
      if (accessor.matches()) {
        names.add(Character.toLowerCase(name.charAt(accessor.start(1))) + accessor.group(2));
      }
    }
    return names;
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
      if (instance instanceof String format && e.getCause() instanceof IllegalFormatException bad) {
        throw FormatText.failure(format, bad);
      }
      throw new PebbleException(e.getCause(), method.getName() + " failed");
    } catch (IllegalAccessException e) {
      String name = method.getDeclaringClass().getPackageName();
      throw new PebbleException(
          null,
          "package %s is not open to templates: put `opens %s to tornado.template;` into module-info.java"
              .formatted(name, name));
    }
  }
}
