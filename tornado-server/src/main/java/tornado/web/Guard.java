// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tornado.httputil.HTTPServerRequest;
import tornado.httputil.HTTPUtil;

/// What stands before a verb's method, by annotations: answers a request itself or lets it pass. They come in this order.
///
/// **Thread**: the handler's coroutine.
enum Guard {
  /// See [AddSlash].
  ADD_SLASH(AddSlash.class) {
    @Override
    boolean passes(RequestHandler handler) {
      String path = handler.request().path();
      return path.endsWith("/") || redirect(handler, path + "/");
    }
  },

  /// See [RemoveSlash].
  REMOVE_SLASH(RemoveSlash.class) {
    @Override
    boolean passes(RequestHandler handler) {
      String path = handler.request().path();
      int end = path.length();
      while (end > 0 && path.charAt(end - 1) == '/') {
        end--;
      }
      return end == path.length() || end == 0 || redirect(handler, path.substring(0, end));
    }
  },

  /// See [Authenticated].
  AUTHENTICATED(Authenticated.class) {
    @Override
    boolean passes(RequestHandler handler) {
      if (!isNobody(handler.currentUser())) {
        return true;
      }
      if (!isGetOrHead(handler.request())) {
        throw new HTTPError(403);
      }
      handler.redirect(loginUrl(handler));
      return false;
    }
  };

  private static final Pattern ABSOLUTE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*");

  private final Class<? extends Annotation> annotation;

  Guard(Class<? extends Annotation> annotation) {
    this.annotation = annotation;
  }

  /// Lets a request pass, or answers it.
  ///
  /// @return whether it passes
  /// @throws HTTPError as an answer
  abstract boolean passes(RequestHandler handler);

  /// Returns the guards of a verb.
  ///
  /// @param annotated tells whether the verb has an annotation
  /// @throws IllegalArgumentException if they contradict each other
  static List<Guard> of(Predicate<Class<? extends Annotation>> annotated) {
    var guards = new ArrayList<Guard>();
    for (Guard guard : values()) {
      if (annotated.test(guard.annotation)) {
        guards.add(guard);
      }
    }
    if (guards.contains(ADD_SLASH) && guards.contains(REMOVE_SLASH)) {
      throw new IllegalArgumentException("a verb has both @AddSlash and @RemoveSlash");
    }
    return List.copyOf(guards);
  }

  /// Checks what could not guard, though its author thinks so.
  ///
  /// @param guards those of each verb
  /// @throws IllegalArgumentException if a method that is no verb has an annotation, or there is no login page to redirect to
  static void check(Class<?> handler, Map<Verb, List<Guard>> guards, Application application) {
    for (Class<?> type = handler; type != RequestHandler.class; type = type.getSuperclass()) {
      for (Method method : type.getDeclaredMethods()) {
        for (Guard guard : values()) {
          if (method.isAnnotationPresent(guard.annotation) && !Verb.isMethod(method.getName())) {
            throw new IllegalArgumentException(
                "@" + guard.annotation.getSimpleName() + " on what is no verb: " + method);
          }
        }
      }
    }
    boolean redirects =
        guards.getOrDefault(Verb.GET, List.of()).contains(AUTHENTICATED)
            || guards.getOrDefault(Verb.HEAD, List.of()).contains(AUTHENTICATED);
    if (redirects && application.loginUrl() == null && !hasLoginUrl(handler)) {
      throw new IllegalArgumentException(
          "@Authenticated without a login page: give it to Application.builder().loginUrl(), for "
              + handler.getName());
    }
  }

  /// Tells whether a handler says by itself where its login page is.
  private static boolean hasLoginUrl(Class<?> handler) {
    for (Class<?> type = handler; type != RequestHandler.class; type = type.getSuperclass()) {
      for (Method method : type.getDeclaredMethods()) {
        if (method.getName().equals("getLoginUrl") && method.getParameterCount() == 0) {
          return true;
        }
      }
    }
    return false;
  }

  /// Tells whether a user is none.
  static boolean isNobody(@Nullable Object user) {
    return user == null
        || user.equals(false)
        || (user instanceof CharSequence text && text.isEmpty());
  }

  /// Returns the login page with the request's URL as its argument, unless it has arguments already. A login page that redirects there
  /// must not lead to another host: what would is said with ours before it.
  private static String loginUrl(RequestHandler handler) {
    String url = handler.getLoginUrl();
    if (url.indexOf('?') >= 0) {
      return url;
    }
    HTTPServerRequest request = handler.request();
    boolean full = ABSOLUTE.matcher(url).matches() || isOtherHost(request.uri());
    return HTTPUtil.urlConcat(url, Map.of("next", full ? request.fullUrl() : request.uri()));
  }

  /// Redirects to another path of this host.
  ///
  /// @throws HTTPError 404 for methods that can't be redirected; 403 for a path that browsers would take for another host
  private static boolean redirect(RequestHandler handler, String path) {
    HTTPServerRequest request = handler.request();
    if (!isGetOrHead(request)) {
      throw new HTTPError(404);
    }
    if (isOtherHost(path)) {
      throw new HTTPError(403, "redirect would lead to another host");
    }
    String query = request.query();
    handler.redirect(query.isEmpty() ? path : path + "?" + query, 301);
    return false;
  }

  /// Tells whether a browser takes a path for another host: after two slashes, and a backslash is one to it.
  private static boolean isOtherHost(String path) {
    return path.length() > 1 && (path.charAt(1) == '/' || path.charAt(1) == '\\');
  }

  private static boolean isGetOrHead(HTTPServerRequest request) {
    return request.method().equals("GET") || request.method().equals("HEAD");
  }
}
