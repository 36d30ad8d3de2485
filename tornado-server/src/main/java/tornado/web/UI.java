// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tornado.template.Arguments;

/// What the pages of an application are made of, for one request. Tornado: `RequestHandler.ui`.
///
/// **Thread**: the handler's coroutine.
public final class UI {
  private final RequestHandler handler;
  private final UIParts parts;
  private final Map<String, UIModule> modules = new LinkedHashMap<>();

  UI(RequestHandler handler, UIParts parts) {
    this.handler = handler;
    this.parts = parts;
  }

  /// Renders a module.
  ///
  /// @throws IllegalArgumentException if the application has none of that name
  /// @throws Exception what it throws
  public String module(String name, Object... args) throws Exception {
    return module(name).render(args);
  }

  /// Renders a module with what a template gives it.
  String module(String name, Arguments arguments) throws Exception {
    return module(name).render(arguments);
  }

  private UIModule module(String name) {
    UIModule module = modules.get(name);
    if (module == null) {
      Supplier<? extends UIModule> supplier = parts.modules().get(name);
      if (supplier == null) {
        throw new IllegalArgumentException(
            "no UI module is named %s: give it to Application.builder().uiModule()"
                .formatted(name));
      }
      module = supplier.get();
      module.attach(handler);
      modules.put(name, module);
    }
    return module;
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
  Collection<UIModule> used() {
    return modules.values();
  }
}
