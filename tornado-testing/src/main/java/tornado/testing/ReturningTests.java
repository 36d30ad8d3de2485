// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestTemplate;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;

/// Tests that return something. JUnit leaves them out with no more than a warning, so that a class seems to pass.
///
/// **Thread**: any.
final class ReturningTests {
  private ReturningTests() {}

  /// Looks for such tests in a class.
  ///
  /// @throws AssertionError if there is one
  static void check(Class<?> type) {
    Stream.<Class<? extends Annotation>>of(Test.class, TestTemplate.class)
        .flatMap(kind -> annotated(type, kind).stream())
        .filter(method -> method.getReturnType() != void.class)
        .min(Comparator.comparing(Method::getName))
        .ifPresent(method -> {
          throw new AssertionError(
              "%s returns %s, and so JUnit doesn't run it: make it void, and have it await a future instead of returning it"
                  .formatted(method.getName(), method.getReturnType().getSimpleName()));
        });
  }

  private static List<Method> annotated(Class<?> type, Class<? extends Annotation> kind) {
    return AnnotationSupport.findAnnotatedMethods(type, kind, HierarchyTraversalMode.TOP_DOWN);
  }
}
