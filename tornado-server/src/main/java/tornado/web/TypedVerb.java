// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.lang.annotation.Annotation;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tornado.routing.PathMatches;

/// A handler's method that takes path arguments, such as `get(long id)`. Found once, when the route is built.
///
/// **Thread**: any.
final class TypedVerb {
  private final MethodHandle handle;
  private final Class<?>[] types;
  private final Method method;

  private TypedVerb(Method method, MethodHandle handle) {
    this.method = method;
    this.types = method.getParameterTypes();
    this.handle =
        handle
            .asSpreader(Object[].class, types.length)
            .asType(MethodType.methodType(void.class, RequestHandler.class, Object[].class));
  }

  /// Returns the method called `name` that takes a route's path arguments, or null if the one without parameters is meant. Private
  /// and static methods are the handler's own affair.
  ///
  /// @throws IllegalArgumentException if there are only methods with another number of parameters, or several with the right one, or
  ///     if text can't become what it takes
  static @Nullable TypedVerb find(Class<?> handler, String name, PathMatches route) {
    List<Method> verbs = verbs(handler, name);
    int count = route.groupCount();
    List<Method> fitting =
        verbs.stream().filter(verb -> count > 0 && verb.getParameterCount() == count).toList();
    if (fitting.isEmpty()) {
      checkPlain(verbs, route);
      return null;
    }
    Method method = fitting.getFirst();
    for (Method other : fitting.subList(1, fitting.size())) {
      if (other.getDeclaringClass() == method.getDeclaringClass()) {
        throw new IllegalArgumentException(
            "route %s fits both %s and %s".formatted(route.pattern(), method, other));
      }
    }
    return of(method);
  }

  /// Returns the handler's methods of that name, whatever they take, those of subclasses first.
  private static List<Method> verbs(Class<?> handler, String name) {
    int hidden = Modifier.PRIVATE | Modifier.STATIC;
    var found = new ArrayList<Method>();
    for (Class<?> type = handler; type != RequestHandler.class; type = type.getSuperclass()) {
      for (Method method : type.getDeclaredMethods()) {
        if (method.getName().equals(name)
            && !method.isSynthetic()
            && (method.getModifiers() & hidden) == 0) {
          found.add(method);
        }
      }
    }
    return found;
  }

  private static void checkPlain(List<Method> verbs, PathMatches route) {
    if (!verbs.isEmpty() && verbs.stream().noneMatch(verb -> verb.getParameterCount() == 0)) {
      Method other = verbs.getFirst();
      throw new IllegalArgumentException(
          "route %s has %d groups but its handler takes %d: %s"
              .formatted(route.pattern(), route.groupCount(), other.getParameterCount(), other));
    }
  }

  private static TypedVerb of(Method method) {
    for (Class<?> type : method.getParameterTypes()) {
      if (!ArgumentConverter.supports(type)) {
        throw new IllegalArgumentException(
            "expected text, a number, a boolean, a UUID or an enum but was "
                + type.getName()
                + " in "
                + method);
      }
    }
    try {
      method.setAccessible(true);
      return new TypedVerb(method, MethodHandles.lookup().unreflect(method));
    } catch (InaccessibleObjectException | IllegalAccessException e) {
      throw new IllegalArgumentException(
          "no access to "
              + method
              + ": make it and its class public, or open its package to tornado.server",
          e);
    }
  }

  boolean has(Class<? extends Annotation> annotation) {
    return method.isAnnotationPresent(annotation);
  }

  /// Calls the method.
  ///
  /// @throws HTTPError 404 if an argument is not of its type: then there is no such thing to be found
  void call(RequestHandler handler, List<@Nullable String> args) throws Exception {
    var values = new @Nullable Object[types.length];
    for (int i = 0; i < types.length; i++) {
      values[i] = convert(args.get(i), types[i]);
    }
    try {
      handle.invokeExact(handler, values);
    } catch (Exception | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private static @Nullable Object convert(@Nullable String text, Class<?> type) {
    if (text == null) {
      if (type.isPrimitive()) {
        throw new HTTPError(404, "optional path argument is missing");
      }
      return null;
    }
    try {
      return ArgumentConverter.convert(text, type);
    } catch (IllegalArgumentException e) {
      throw new HTTPError(404, "path argument is no " + type.getSimpleName());
    }
  }

  @Override
  public String toString() {
    return method.getName() + Arrays.toString(types);
  }
}
