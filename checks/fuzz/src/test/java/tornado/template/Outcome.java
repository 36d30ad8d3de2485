// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What becomes of a page: a text, or a failure.
///
/// **Thread**: any.
sealed interface Outcome {
  /// The page.
  record Text(String text) implements Outcome {}

  /// Why there is none.
  record Failure(Throwable cause) implements Outcome {
    /// Returns whether one of the messages in it has this text.
    boolean says(String text) {
      Throwable next = cause;
      while (next != null && !String.valueOf(next.getMessage()).contains(text)) {
        next = next.getCause();
      }
      return next != null;
    }
  }

  /// Whatever is thrown is an outcome, since a law says what may be.
  @SuppressWarnings("CatchThrowable")
  static Outcome of(Callable<String> rendering) {
    try {
      return new Text(rendering.call());
    } catch (Throwable e) {
      return new Failure(e);
    }
  }

  /// Reads the templates of a page anew, and renders it in ours.
  static Outcome ours(RandomPage page, Function<Template, String> rendering) {
    return of(() -> rendering.apply(loader(page).load("main")));
  }

  private static Loader loader(RandomPage page) {
    return Loader.builder(TemplateSource.map(page.templates()))
        .whitespace(Whitespace.ALL)
        .strict(page.strict())
        .build();
  }

  /// Renders a page in plain Pebble.
  static Outcome theirs(RandomPage page) {
    Map<String, @Nullable Object> values = RandomValues.of(page.values());
    return of(() -> PlainPebble.render(page.templates(), page.strict(), values));
  }
}
