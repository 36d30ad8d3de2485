// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import tornado.httputil.HTTPMessageDelegate;
import tornado.httputil.HTTPServerRequest;
import tornado.ioloop.IOLoop;
import tornado.routing.Match;
import tornado.routing.PathMatches;
import tornado.routing.Target;

/// A route to handlers: what makes them, and what their class says about how they run. One is made when the route is built, to find
/// mistakes before requests do.
///
/// **Thread**: any.
final class HandlerRoute implements Target {
  private final Application application;
  private final Supplier<? extends RequestHandler> supplier;
  private final Map<Verb, TypedVerb> typed = new EnumMap<>(Verb.class);
  private final Set<Verb> blocking = EnumSet.noneOf(Verb.class);
  private final Set<Verb> defined = EnumSet.noneOf(Verb.class);
  private final Map<Verb, List<Guard>> guards = new EnumMap<>(Verb.class);
  private final List<Filter> filters;
  private final boolean streaming;
  private final boolean pushing;
  private final String handlerName;

  /// Reads the handler's class.
  ///
  /// @param filters run around the handlers, in order
  /// @throws IllegalArgumentException if a verb's parameters don't fit the pattern's groups, or its annotations are wrong
  HandlerRoute(
      Application application,
      PathMatches matcher,
      Supplier<? extends RequestHandler> supplier,
      List<Filter> filters) {
    this.application = application;
    this.supplier = supplier;
    this.filters = filters;
    Class<?> type = supplier.get().getClass();
    handlerName = type.getName();
    streaming = type.isAnnotationPresent(StreamRequestBody.class);
    pushing = hasDataReceived(type);
    for (Verb verb : Verb.values()) {
      TypedVerb method = TypedVerb.find(type, verb.methodName(), matcher);
      if (method != null) {
        typed.put(verb, method);
      }
      if (method != null || plain(type, verb).getDeclaringClass() != RequestHandler.class) {
        defined.add(verb);
      }
      Predicate<Class<? extends Annotation>> annotated =
          annotation -> isAnnotated(type, verb, method, annotation);
      if (annotated.test(Blocking.class)) {
        blocking.add(verb);
      }
      List<Guard> guarding = Guard.of(annotated);
      if (defined.contains(verb) && !guarding.isEmpty()) {
        guards.put(verb, guarding);
      }
    }
    Guard.check(type, guards, application);
  }

  Application application() {
    return application;
  }

  List<Filter> filters() {
    return filters;
  }

  @Override
  public HTTPMessageDelegate delegateFor(HTTPServerRequest request, Match match) {
    IOLoop loop = IOLoop.current();
    return new HandlerDelegate(this, handlerFor(request, match, loop), loop);
  }

  /// Makes a handler. If that fails the request gets one that says so: it came to us whole and deserves an answer.
  private RequestHandler handlerFor(HTTPServerRequest request, Match match, IOLoop loop) {
    try {
      RequestHandler handler = supplier.get();
      handler.attach(this, request, match, loop);
      return handler;
    } catch (Throwable e) {
      var instead = new ErrorHandler(e instanceof HTTPError error ? error.statusCode() : 500);
      instead.attach(this, request, match, loop);
      instead.logException(e);
      return instead;
    }
  }

  /// Tells whether the handler takes the body as it arrives.
  boolean streaming() {
    return streaming;
  }

  /// Tells whether such a handler is given the body's pieces, rather than asking for them.
  boolean pushing() {
    return pushing;
  }

  private static boolean hasDataReceived(Class<?> type) {
    for (Class<?> c = type; c != null && c != RequestHandler.class; c = c.getSuperclass()) {
      if (Arrays.stream(c.getDeclaredMethods()).anyMatch(HandlerRoute::isDataReceived)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isDataReceived(Method method) {
    return method.getName().equals("dataReceived")
        && Arrays.equals(method.getParameterTypes(), new Class<?>[] {ByteString.class});
  }

  /// Returns the verb that answers a request's method: HEAD is answered by `get` if the handler has no `head` (RFC 9110 §9.3.2). Null if
  /// handlers don't know the method.
  @Nullable Verb verbFor(String method) {
    Verb verb = Verb.of(method);
    return verb == Verb.HEAD && !defined.contains(verb) && defined.contains(Verb.GET)
        ? Verb.GET
        : verb;
  }

  /// Returns the methods that the handler answers, as the Allow field has them.
  String allow() {
    Set<Verb> allowed = EnumSet.copyOf(defined);
    if (defined.contains(Verb.GET)) {
      allowed.add(Verb.HEAD);
    }
    return allowed.stream().map(Verb::name).collect(Collectors.joining(", "));
  }

  /// Tells whether a request of this method runs beside the loop.
  boolean blocks(String method) {
    Verb verb = verbFor(method);
    return verb != null && blocking.contains(verb);
  }

  /// Calls the handler's method for `verb`, unless a guard answers.
  void call(Verb verb, RequestHandler handler) throws Exception {
    if (!guards.isEmpty() && !isAdmitted(verb, handler)) {
      return;
    }
    TypedVerb method = typed.get(verb);
    if (method != null) {
      method.call(handler, handler.pathArgs());
      return;
    }
    switch (verb) {
      case GET -> handler.get();
      case HEAD -> handler.head();
      case POST -> handler.post();
      case DELETE -> handler.delete();
      case PATCH -> handler.patch();
      case PUT -> handler.put();
      case OPTIONS -> handler.options();
    }
  }

  @Override
  public String toString() {
    return handlerName + " (" + allow() + ")";
  }

  private boolean isAdmitted(Verb verb, RequestHandler handler) {
    return guards.getOrDefault(verb, List.of()).stream().allMatch(guard -> guard.passes(handler));
  }

  /// Tells whether the class has an annotation, or the method that a verb calls.
  private static boolean isAnnotated(
      Class<?> type,
      Verb verb,
      @Nullable TypedVerb method,
      Class<? extends Annotation> annotation) {
    boolean ofMethod =
        method == null ? plain(type, verb).isAnnotationPresent(annotation) : method.has(annotation);
    return ofMethod || type.isAnnotationPresent(annotation);
  }

  /// Returns the verb's method without parameters, which every handler has.
  private static Method plain(Class<?> type, Verb verb) {
    try {
      return type.getMethod(verb.methodName());
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("RequestHandler has a method for every verb", e);
    }
  }
}
