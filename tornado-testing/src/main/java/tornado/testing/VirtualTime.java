// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Runs a test, or each test of a class, on virtual time: everything happens on the loop's thread, one thing after another, and when
/// nothing can go on the clock jumps to the next timer. Sleeping for an hour takes no time. Connections are those of a
/// [SimulatedNetwork], which [AsyncTestCase#network] returns.
///
/// ```java
/// @VirtualTime
/// class ReminderTest extends AsyncTestCase {
///   @Test
///   void comesAfterAnHour() {
///     CompletableFuture<String> reminder = new Reminders().remind("tea", Duration.ofHours(1));
///
///     assertThat(await(reminder)).isEqualTo("tea");
///   }
/// }
/// ```
///
/// Which of several coroutines goes on next, and every random number, comes of a seed: a run is the same as the one before, and another
/// seed is another run. See [Seed].
///
/// A coroutine that waits for what the loop knows nothing of (`Thread.sleep`, a lock, a database) holds the clock, since nobody knows what
/// it will do; if it waits longer than [#patience] the test fails and names it. So does a test in which all wait and nothing is to come.
/// Threads that a test starts by itself run as they like, and make no run like the one before: give their work to
/// [tornado.ioloop.Async#runOnExecutor], which here is one more coroutine. Code that may block is one as well.
///
/// [AsyncTimeout] limits the machine's time, not the virtual one.
///
/// It needs the flag that lets coroutines run on the loop:
///
/// ```xml
/// <configuration><argLine>--add-opens java.base/java.lang=ALL-UNNAMED</argLine></configuration>
/// ```
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface VirtualTime {
  /// Returns how long, in seconds of the machine's time, a test may be without anything that could go on. By default 1.
  double patience() default 1;
}
