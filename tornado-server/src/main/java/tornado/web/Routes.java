// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tornado.routing.Target;

/// Routes of an application, or of some hosts of it, in order.
///
/// ```java
/// new Routes().route("/", HomeHandler::new).named("home").route("/about", AboutHandler::new)
/// ```
///
/// **Thread**: owner.
public final class Routes {
  /// A route, or several.
  sealed interface Entry {
    /// Leads to handlers.
    record ToHandler(
        String pattern, Supplier<? extends RequestHandler> supplier, @Nullable String name)
        implements Entry {}

    /// Leads to anything else.
    record ToTarget(String pattern, Target target, @Nullable String name) implements Entry {}

    /// Routes with filters of their own.
    record Group(Routes routes) implements Entry {}
  }

  private final List<Entry> entries = new ArrayList<>();
  private final List<Filter> filters = new ArrayList<>();

  /// Makes an empty list.
  public Routes() {}

  /// Adds a route to handlers; see [Application.Builder#route(String, Supplier)].
  public Routes route(String pattern, Supplier<? extends RequestHandler> handler) {
    entries.add(new Entry.ToHandler(pattern, handler, null));
    return this;
  }

  /// Adds a route to anything else: another router, a function.
  public Routes route(String pattern, Target target) {
    entries.add(new Entry.ToTarget(pattern, target, null));
    return this;
  }

  /// Adds routes, whose filters are theirs alone and run behind those of this list.
  public Routes routes(Routes group) {
    entries.add(new Entry.Group(group));
    return this;
  }

  /// Adds a filter around all handlers of this list, wherever in it they are. Routes to anything else than handlers pass none.
  public Routes filter(Filter filter) {
    filters.add(filter);
    return this;
  }

  /// Names the route added last.
  ///
  /// @throws IllegalStateException if there is none, or it is a list of routes
  public Routes named(String name) {
    Entry last = entries.isEmpty() ? null : entries.removeLast();
    entries.add(
        switch (last) {
          case Entry.ToHandler(var pattern, var supplier, _) ->
              new Entry.ToHandler(pattern, supplier, name);
          case Entry.ToTarget(var pattern, var target, _) ->
              new Entry.ToTarget(pattern, target, name);
          case Entry.Group _ ->
              throw new IllegalStateException("named after a list of routes: name one of them");
          case null -> throw new IllegalStateException("named before the first route");
        });
    return this;
  }

  List<Entry> entries() {
    return entries;
  }

  List<Filter> filters() {
    return filters;
  }
}
