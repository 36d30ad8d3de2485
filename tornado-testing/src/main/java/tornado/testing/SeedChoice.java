// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds out which seed a run has; see [Seed].
///
/// **Thread**: any.
final class SeedChoice {
  static final String PROPERTY = "tornado.testing.seed";

  /// The run's number in a unique id of JUnit's, as in `[test-template-invocation:#3]`.
  private static final Pattern INVOCATION = Pattern.compile("\\[test-template-invocation:#(\\d+)]");

  private SeedChoice() {}

  /// @param property the system property, or null
  /// @param annotation what is nearest to the test, or null
  /// @param uniqueId JUnit's, which knows which run of a repeated test this is
  /// @throws IllegalArgumentException if the property is no number
  static long of(@Nullable String property, @Nullable Seed annotation, String uniqueId) {
    if (property != null) {
      return parse(property);
    }
    long first = annotation == null ? 0 : annotation.value();
    Matcher run = INVOCATION.matcher(uniqueId);
    return run.find() ? first + Long.parseLong(run.group(1)) - 1 : first;
  }

  private static long parse(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(PROPERTY + " is no number: " + text, e);
    }
  }
}
