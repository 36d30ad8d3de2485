// SPDX-License-Identifier: Apache-2.0
package tornado.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.function.Function;

/// A rule about compiled classes, for any root package.
record Rule(String name, Function<String, ArchRule> forRoot) {
  /// Returns what breaks the rule in the published modules, known departures left out.
  List<String> violationsInTornado() {
    return Departures.unexplained(name, violations(Codebase.TORNADO, Codebase.published()));
  }

  /// Returns what breaks the rule among the fixtures.
  List<String> violationsInFixtures() {
    return violations(Codebase.FIXTURE, Codebase.fixtures());
  }

  private List<String> violations(String root, JavaClasses classes) {
    return forRoot
        .apply(root)
        .allowEmptyShould(true)
        .evaluate(classes)
        .getFailureReport()
        .getDetails();
  }

  @Override
  public String toString() {
    return name;
  }
}
