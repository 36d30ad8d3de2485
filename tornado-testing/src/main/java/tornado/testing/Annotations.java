// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/// Finds what annotations say about a test: those of its method come first, then those of its class, then those of the classes which that is
/// nested in.
///
/// **Thread**: any.
final class Annotations {
  private Annotations() {}

  /// Returns the annotation that counts for a method of the test's, which may be one that runs before or after it.
  static <A extends Annotation> Optional<A> find(
      Class<A> type, AnnotatedElement method, ExtensionContext context) {
    return AnnotationSupport.findAnnotation(method, type)
        .or(() ->
            AnnotationSupport.findAnnotation(
                context.getRequiredTestClass(), type, context.getEnclosingTestClasses()));
  }

  /// Tells whether there is one for the test itself.
  static boolean present(Class<? extends Annotation> type, ExtensionContext context) {
    return find(type, context.getRequiredTestMethod(), context).isPresent();
  }
}
