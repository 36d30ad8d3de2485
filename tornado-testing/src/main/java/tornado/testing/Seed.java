// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The seed of a test on [VirtualTime], by default 0. It decides in which order coroutines go on, how the network behaves, and every random
/// number of the loop.
///
/// A repeated or parameterized test takes the next seed for each of its runs, so that this looks for a race in a thousand orders:
///
/// ```java
/// @RepeatedTest(1000)
/// @VirtualTime
/// void neverSellsASeatTwice() {
/// ```
///
/// A test that fails says which seed it had. That one run is repeated by writing the number here and `@Test` in place of `@RepeatedTest`;
/// or, without a change, by the system property `tornado.testing.seed`, which gives every run the same seed and counts before this.
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Seed {
  /// Returns the seed, of the first run if there are several.
  long value();
}
