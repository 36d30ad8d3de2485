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
