// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;

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
    var results = new LinkedHashMap<String, @Nullable Throwable>();
    EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(type))
        .execute()
        .testEvents()
        .finished()
        .stream()
        .forEach(event ->
            results.put(
                event.getTestDescriptor().getDisplayName(),
                event.getRequiredPayload(TestExecutionResult.class).getThrowable().orElse(null)));
    return results;
  }
}
