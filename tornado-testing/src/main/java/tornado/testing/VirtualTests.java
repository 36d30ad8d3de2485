// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import java.lang.annotation.Annotation;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/// Knows which tests run on virtual time, and the world of each.
///
/// **Thread**: any.
final class VirtualTests {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(VirtualTests.class);

  /// A world, and what it came of.
  record Run(VirtualWorld world, long seed) {}

  private VirtualTests() {}

  /// Returns the world of a test, or null if it runs on real time. The same one as before, if it was asked for before.
  ///
  /// @throws IllegalStateException if coroutines don't run on the loop in this JVM
  static @Nullable Run of(ExtensionContext context) {
    VirtualTime time = nearest(context, VirtualTime.class);
    if (time == null) {
      return null;
    }
    return context
        .getStore(NAMESPACE)
        .computeIfAbsent("run", _ -> newRun(context, time), Run.class);
  }

  /// Returns a failure of a test, which says how to repeat it if that takes a seed.
  static Throwable noted(ExtensionContext context, Throwable failure) {
    Run run = of(context);
    if (run != null) {
      failure.addSuppressed(new SeedNote(run.seed()));
    }
    return failure;
  }

  private static Run newRun(ExtensionContext context, VirtualTime time) {
    long seed =
        SeedChoice.of(
            System.getProperty(SeedChoice.PROPERTY),
            nearest(context, Seed.class),
            context.getUniqueId());
    return new Run(new VirtualWorld(seed, patience(time), _ -> new NoNetwork()), seed);
  }

  private static Duration patience(VirtualTime time) {
    if (!(time.patience() > 0 && time.patience() < Long.MAX_VALUE / 1e9)) {
      throw new IllegalArgumentException("patience is not more than 0 seconds: " + time.patience());
    }
    return Duration.ofNanos((long) (time.patience() * 1e9));
  }

  /// Returns what is nearest to a test: on its method, its class, or a class around that.
  static <A extends Annotation> @Nullable A nearest(ExtensionContext context, Class<A> type) {
    return context
        .getElement()
        .flatMap(element -> AnnotationSupport.findAnnotation(element, type))
        .or(() ->
            AnnotationSupport.findAnnotation(
                context.getRequiredTestClass(), type, context.getEnclosingTestClasses()))
        .orElse(null);
  }
}
