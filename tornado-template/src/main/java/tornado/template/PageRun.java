// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import io.pebbletemplates.pebble.error.PebbleException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tornado.ioloop.Async;
import tornado.ioloop.CancelledError;
import tornado.ioloop.Scope;
import tornado.util.TimeoutError;

/// What all templates of one page share: the namespace, how deep they nest, and the limits of the scope that renders it.
///
/// **Thread**: owner.
final class PageRun {
  /// How deep includes, macros and parents may nest: more than pages do, and far less than what fills a stack.
  private static final int MAX_DEPTH = 100;

  /// Reading the clock takes longer than a small loop's body.
  private static final int STEPS_PER_LOOK = 256;

  private final Loader loader;
  private final Map<String, @Nullable Object> namespace;
  private final @Nullable Scope scope = Scope.currentOrNull();
  private int depth;
  private @Nullable Trail trail;
  private int steps;

  PageRun(Loader loader, Map<String, @Nullable Object> namespace) {
    this.loader = loader;
    this.namespace = namespace;
  }

  Loader loader() {
    return loader;
  }

  /// Returns the values of the page, with what it sets itself. Macros see the functions among them.
  Map<String, @Nullable Object> namespace() {
    return namespace;
  }

  /// Returns the language of numbers and dates: that of the value `locale`, if there is one.
  Locale locale() {
    return namespace.get("locale") instanceof tornado.locale.Locale locale
        ? locale.javaLocale()
        : Locale.ROOT;
  }

  int depth() {
    return depth;
  }

  /// Goes one deeper.
  ///
  /// @return how deep it was before
  int enter(String what) {
    if (depth == MAX_DEPTH) {
      throw new PebbleException(
          null, "nests deeper than " + MAX_DEPTH + ", perhaps within itself: " + what);
    }
    return depth++;
  }

  void leave(int outerDepth) {
    depth = outerDepth;
  }

  /// Returns how the page has come to where it is.
  @Nullable Trail trail() {
    return trail;
  }

  void trail(@Nullable Trail next) {
    trail = next;
  }

  /// Called for each run through a body: ends the page if nobody waits for it any longer.
  ///
  /// @throws CancelledError if the scope was cancelled
  void step() {
    if (scope == null) {
      return;
    }
    if (scope.cancelled()) {
      throw new CancelledError("the page's scope was cancelled while it was rendered");
    }
    if (++steps % STEPS_PER_LOOK == 0) {
      look(scope);
    }
  }

  /// A page that keeps the loop busy keeps its own deadline from being noticed: once that has passed, the loop gets a turn for it.
  private static void look(Scope scope) {
    Long deadline = scope.deadlineNanos();
    if (deadline != null && scope.loop().time() - deadline >= 0) {
      Async.sleep(Duration.ZERO);
      throw new TimeoutError("the page took longer than its scope allows");
    }
  }
}
