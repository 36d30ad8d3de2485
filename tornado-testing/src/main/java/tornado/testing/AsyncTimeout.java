// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// How long a test may take, or each test of a class that says no other. It counts before the system property `tornado.testing.timeout`,
/// that before the environment variable `ASYNC_TEST_TIMEOUT` (both in seconds), and that before 5 seconds.
///
/// What runs before and after a test may each take as long.
///
/// Tornado: `gen_test(timeout=...)`.
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface AsyncTimeout {
  /// Returns the limit in seconds, more than 0.
  double value();
}
