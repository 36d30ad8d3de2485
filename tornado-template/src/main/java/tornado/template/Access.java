// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import io.pebbletemplates.pebble.error.PebbleException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import tornado.httputil.HTTPConnection;

/// Which methods templates may call.
///
/// Of the program's own types all public ones of an object that return a value. One that returns a future is refused, since that does
/// something and tells when it is done. Of the JDK's types only those of values, and only what reads: no way leads from a value to a
/// class, a class loader, a thread, a process, a connection or a file.
///
/// **Thread**: any.
final class Access {
  /// Types of which nothing is read, whoever extends them.
  private static final List<Class<?>> REFUSED =
      List.of(
          Class.class,
          ClassLoader.class,
          Module.class,
          ModuleLayer.class,
          Package.class,
          Thread.class,
          ThreadGroup.class,
          Runtime.class,
          Process.class,
          ProcessHandle.class,
          ProcessBuilder.class,
          Member.class,
          MethodHandle.class,
          MethodHandles.Lookup.class,
          Executor.class,
          Future.class,
          HTTPConnection.class,
          Loader.class,
          Template.class,
          TemplateSource.class,
          MacroSet.class,
          Loop.class);

  /// Libraries, and packages of ours, that are machinery and not values.
  private static final List<String> REFUSED_PACKAGES =
      List.of(
          "io.pebbletemplates.",
          "groovy.",
          "org.codehaus.groovy.",
          "org.apache.groovy.",
          "kotlin.reflect.",
          "tornado.http1connection.",
          "tornado.httpserver.",
          "tornado.ioloop.",
          "tornado.iostream.",
          "tornado.netutil.",
          "tornado.process.",
          "tornado.tcpclient.",
          "tornado.tcpserver.");

  private static final Set<String> REFUSED_NAMES =
      Set.of(
          "class",
          "getClass",
          "getDeclaringClass",
          "getClassLoader",
          "getMetaClass",
          "clone",
          "finalize",
          "wait",
          "notify",
          "notifyAll");

  /// Values of the JDK whose methods only read.
  private static final List<Class<?>> VALUES =
      List.of(
          String.class,
          Number.class,
          Boolean.class,
          Character.class,
          Enum.class,
          Optional.class,
          OptionalInt.class,
          OptionalLong.class,
          OptionalDouble.class,
          UUID.class,
          Locale.class,
          Currency.class,
          URI.class);

  /// Where their subtypes only read, too: an AtomicInteger is a Number elsewhere.
  private static final Set<String> VALUE_PACKAGES =
      Set.of("java.lang", "java.math", "java.net", "java.time", "java.util");

  /// Types of the JDK that can also be changed, and what of them is read.
  private static final Map<Class<?>, Set<String>> PARTS =
      Map.of(
          Collection.class, Set.of("size", "isEmpty", "contains", "containsAll"),
          List.class,
              Set.of("get", "getFirst", "getLast", "indexOf", "lastIndexOf", "subList", "reversed"),
          Map.class,
              Set.of(
                  "size",
                  "isEmpty",
                  "containsKey",
                  "containsValue",
                  "get",
                  "getOrDefault",
                  "keySet",
                  "values",
                  "entrySet"),
          Map.Entry.class, Set.of("getKey", "getValue"),
          Date.class, Set.of("getTime", "before", "after", "toInstant"),
          Throwable.class, Set.of("getMessage", "getCause"),
          Object.class, Set.of("toString", "equals", "hashCode"));

  private Access() {}

  /// @throws PebbleException if no type's method of that name may be called
  static void checkName(String name, Class<?> type) {
    if (REFUSED_NAMES.contains(name)) {
      throw refused(name, type);
    }
  }

  /// Returns the methods of a type that may be called.
  ///
  /// @throws PebbleException if it is a type of which nothing is read
  static List<Method> readable(Class<?> type) {
    if (isRefused(type)) {
      throw refused("anything", type);
    }
    var methods = new ArrayList<Method>();
    for (Method method : type.getMethods()) {
      if (isReadable(method) && !isOfJDK(method.getDeclaringClass())) {
        method.trySetAccessible();
        methods.add(method);
      }
    }
    addOfJDK(type, methods);
    return methods;
  }

  /// Adds the JDK's own methods, as its public types declare them: the classes behind those are closed.
  private static void addOfJDK(Class<?> type, List<Method> methods) {
    if (VALUE_PACKAGES.contains(type.getPackageName())
        && Modifier.isPublic(type.getModifiers())
        && isValue(type)) {
      // Integer and its like add methods to Number's.
      addMethods(type, methods);
    } else {
      VALUES.stream()
          .filter(value -> value.isAssignableFrom(type))
          .forEach(value -> addMethods(value, methods));
    }
    PARTS.forEach((part, names) -> {
      if (part.isAssignableFrom(type)) {
        for (Method method : part.getMethods()) {
          if (names.contains(method.getName()) && isReadable(method)) {
            methods.add(method);
          }
        }
      }
    });
  }

  private static void addMethods(Class<?> value, List<Method> methods) {
    for (Method method : value.getMethods()) {
      if (isReadable(method) && !method.getDeclaringClass().equals(Object.class)) {
        methods.add(method);
      }
    }
  }

  private static boolean isValue(Class<?> type) {
    return type.getPackageName().equals("java.time")
        || VALUES.stream().anyMatch(value -> value.isAssignableFrom(type));
  }

  private static boolean isReadable(Method method) {
    return !Modifier.isStatic(method.getModifiers())
        && !method.isBridge()
        && method.getReturnType() != void.class
        && !REFUSED_NAMES.contains(method.getName())
        && !isRefused(method.getReturnType());
  }

  private static boolean isRefused(Class<?> type) {
    String name = type.getName();
    return REFUSED.stream().anyMatch(refused -> refused.isAssignableFrom(type))
        || REFUSED_PACKAGES.stream().anyMatch(name::startsWith);
  }

  private static boolean isOfJDK(Class<?> type) {
    ClassLoader loader = type.getClassLoader();
    return loader == null || loader == ClassLoader.getPlatformClassLoader();
  }

  private static PebbleException refused(String name, Class<?> type) {
    return new PebbleException(null, "templates may not read " + name + " of " + type.getName());
  }
}
