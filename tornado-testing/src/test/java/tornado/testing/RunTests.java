// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/// Runs the tests of a class, such as are to fail.
final class RunTests {
  private RunTests() {}

  /// Returns what one test has failed with, of those that were run.
  static Throwable failure(Map<String, @Nullable Throwable> results, String test) {
    Throwable failure = results.get(test);
    if (failure == null) {
      throw new AssertionError(test + " has not failed: " + results.keySet());
    }
    return failure;
  }

  /// Returns what each test has failed with, or null, by its name.
  static Map<String, @Nullable Throwable> of(Class<?> type) {
    return results(engine(type).execute().testEvents());
  }

  /// Like [#of], with all tests at once.
  static Map<String, @Nullable Throwable> atOnce(Class<?> type) {
    return results(
        engine(type)
            .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
            .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
            .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
            .configurationParameter(
                "junit.jupiter.execution.parallel.config.fixed.parallelism", "4")
            .execute()
            .testEvents());
  }

  /// Returns what classes have failed with, or null, by their names.
  static Map<String, @Nullable Throwable> classes(Class<?> type) {
    return results(engine(type).execute().containerEvents());
  }

  private static EngineTestKit.Builder engine(Class<?> type) {
    return EngineTestKit.engine("junit-jupiter").selectors(selectClass(type));
  }

  private static Map<String, @Nullable Throwable> results(Events events) {
    var results = new LinkedHashMap<String, @Nullable Throwable>();
    events.finished().stream()
        .forEach(event ->
            results.put(
                event.getTestDescriptor().getDisplayName(),
                event.getRequiredPayload(TestExecutionResult.class).getThrowable().orElse(null)));
    return results;
  }
}
