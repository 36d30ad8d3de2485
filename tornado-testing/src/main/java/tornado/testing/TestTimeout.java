// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import java.lang.reflect.AnnotatedElement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Finds out how long a test may take; see [AsyncTimeout].
///
/// **Thread**: any.
final class TestTimeout {
  static final String PROPERTY = "tornado.testing.timeout";
  static final String VARIABLE = "ASYNC_TEST_TIMEOUT";

  private static final Duration USUAL = Duration.ofSeconds(5);

  private TestTimeout() {}

  /// Returns the limit of a test, or of what runs before or after it.
  ///
  /// @throws IllegalArgumentException if what says it isn't a positive number
  static Duration of(AnnotatedElement method, ExtensionContext context) {
    return Annotations.find(AsyncTimeout.class, method, context)
        .map(annotation -> duration("@AsyncTimeout", annotation.value()))
        .orElseGet(TestTimeout::usual);
  }

  /// Returns the limit of tests that say none.
  static Duration usual() {
    return usual(System.getProperty(PROPERTY), System.getenv(VARIABLE));
  }

  static Duration usual(@Nullable String property, @Nullable String variable) {
    if (property != null) {
      return parse(PROPERTY, property);
    }
    return variable == null ? USUAL : parse(VARIABLE, variable);
  }

  /// Returns what is said when a limit has passed.
  static String message(Duration limit) {
    return "Async operation timed out after %s seconds".formatted(limit.toNanos() / 1e9);
  }

  private static Duration parse(String source, String text) {
    try {
      return duration(source, Double.parseDouble(text));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(source + " is no number of seconds: " + text, e);
    }
  }

  private static Duration duration(String source, double seconds) {
    if (!(seconds > 0 && seconds < Long.MAX_VALUE / 1e9)) {
      throw new IllegalArgumentException(source + " is not more than 0 seconds: " + seconds);
    }
    return Duration.ofNanos((long) (seconds * 1e9));
  }
}
