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
  /// A route; either `supplier` or `target` is there.
  record Entry(
      String pattern,
      @Nullable Supplier<? extends RequestHandler> supplier,
      @Nullable Target target,
      @Nullable String name) {}

  private final List<Entry> entries = new ArrayList<>();

  /// Makes an empty list.
  public Routes() {}

  /// Adds a route to handlers; see [Application.Builder#route(String, Supplier)].
  public Routes route(String pattern, Supplier<? extends RequestHandler> handler) {
    entries.add(new Entry(pattern, handler, null, null));
    return this;
  }

  /// Adds a route to anything else: another router, a function.
  public Routes route(String pattern, Target target) {
    entries.add(new Entry(pattern, null, target, null));
    return this;
  }

  /// Names the route added last.
  ///
  /// @throws IllegalStateException if there is none
  public Routes named(String name) {
    if (entries.isEmpty()) {
      throw new IllegalStateException("named before the first route");
    }
    Entry last = entries.removeLast();
    entries.add(new Entry(last.pattern(), last.supplier(), last.target(), name));
    return this;
  }

  List<Entry> entries() {
    return entries;
  }
}
