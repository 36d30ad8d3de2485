// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/// One run of a test on virtual time.
///
/// **Thread**: any.
///
/// @param world what it runs in
/// @param seed what that came of
record VirtualRun(VirtualWorld world, long seed) {
  /// Returns a new run of a test, or null if it runs on real time.
  static @Nullable VirtualRun of(ExtensionContext context) {
    return Annotations.find(VirtualTime.class, context.getRequiredTestMethod(), context)
        .map(time -> of(time, context))
        .orElse(null);
  }

  private static VirtualRun of(VirtualTime time, ExtensionContext context) {
    long seed =
        SeedChoice.of(
            System.getProperty(SeedChoice.PROPERTY),
            Annotations.find(Seed.class, context.getRequiredTestMethod(), context).orElse(null),
            context.getUniqueId());
    return new VirtualRun(new VirtualWorld(seed, patience(time)), seed);
  }

  private static Duration patience(VirtualTime time) {
    if (!(time.patience() > 0 && time.patience() < Long.MAX_VALUE / 1e9)) {
      throw new IllegalArgumentException("patience is not more than 0 seconds: " + time.patience());
    }
    return Duration.ofNanos((long) (time.patience() * 1e9));
  }
}
