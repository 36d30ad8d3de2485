// SPDX-License-Identifier: Apache-2.0
package tornado.times;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIf;
import tornado.ioloop.IOLoop;
import tornado.testing.VirtualTime;

/// Tests on virtual time; they are skipped where coroutines don't run on the loop.
@VirtualTime
@EnabledIf("tornado.times.OnVirtualTime$Flag#given")
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface OnVirtualTime {
  /// Whether this JVM lets coroutines run on the loop.
  final class Flag {
    private Flag() {}

    static boolean given() {
      try (var loop = new IOLoop()) {
        return loop.runSync(loop::inLoop);
      }
    }
  }
}
