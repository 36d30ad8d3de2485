// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tornado.template.Arguments;

/// What the pages of an application are made of, for one request. Tornado: `RequestHandler.ui`.
///
/// **Thread**: any of the request's coroutines.
public final class UI {
  private final RequestHandler handler;
  private final UIParts parts;

  /// Guarded by itself: parts of a page may be rendered at the same time.
  private final Map<String, UIModule> modules = new LinkedHashMap<>();

  UI(RequestHandler handler, UIParts parts) {
    this.handler = handler;
    this.parts = parts;
  }

  /// Renders a module.
  ///
  /// @throws IllegalArgumentException if the application has none of that name
  /// @throws IllegalStateException if it renders null
  /// @throws Exception what it throws
  public String module(String name, Object... args) throws Exception {
    return html(name, module(name).render(args));
  }

  /// Renders a module with what a template gives it.
  String module(String name, Arguments arguments) throws Exception {
    return html(name, module(name).render(arguments));
  }

  /// Checks what a module of a program without null checks has returned, which would be printed as `null`.
  private static String html(String name, @Nullable String html) {
    if (html == null) {
      throw new IllegalStateException(
          "module %s has rendered null: return \"\" for nothing".formatted(name));
    }
    return html;
  }

  private UIModule module(String name) {
    Supplier<? extends UIModule> supplier = parts.modules().get(name);
    if (supplier == null) {
      throw new IllegalArgumentException(
          "no UI module is named %s: give it to Application.builder().uiModule()".formatted(name));
    }
    UIModule known = known(name);
    return known == null ? first(name, supplier.get()) : known;
  }

  private @Nullable UIModule known(String name) {
    synchronized (modules) {
      return modules.get(name);
    }
  }

  /// Returns the module, or the one that another part of the page has made meanwhile.
  private UIModule first(String name, UIModule module) {
    module.attach(handler);
    synchronized (modules) {
      UIModule other = modules.putIfAbsent(name, module);
      return other == null ? module : other;
    }
  }

  /// Calls a function.
  ///
  /// @throws IllegalArgumentException if the application has none of that name
  /// @throws Exception what it throws
  public @Nullable Object method(String name, Object... args) throws Exception {
    UIMethod method = parts.methods().get(name);
    if (method == null) {
      throw new IllegalArgumentException(
          "no UI method is named %s: give it to Application.builder().uiMethod()".formatted(name));
    }
    return method.call(handler, args);
  }

  /// Returns the modules that this request's page has so far, in the order they first appeared.
  List<UIModule> used() {
    synchronized (modules) {
      return List.copyOf(modules.values());
    }
  }
}
