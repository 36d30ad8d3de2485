// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;
import tornado.ioloop.Async;
import tornado.ioloop.IOLoop;

/// A test case whose methods are coroutines: each test has a loop of its own, on which it runs together with what comes before and after
/// it, and so may wait.
///
/// ```java
/// class SleepTest extends AsyncTestCase {
///   @Test
///   void sleepsForAMoment() {
///     await(Async.sleep(Duration.ofMillis(1)));
///   }
/// }
/// ```
///
/// A test fails if it takes longer than [AsyncTimeout] says, and at once if a callback of its loop throws, with what that threw. After the
/// test the loop ends, and all that it has open is closed. A warning or an error that Tornado logs fails the test, unless an [ExpectLog]
/// takes it; see [AllowLogs]. So does what the test leaves behind on its loop; see [AllowLeaks].
///
/// JUnit doesn't run tests that return something, unless they make tests: one that would return a future waits for it instead.
///
/// Tornado: `testing.AsyncTestCase`, with `gen_test` for every method.
///
/// **Thread**: the methods of tests run in coroutines of the loop.
@ExtendWith(CoroutineTests.class)
public abstract class AsyncTestCase {
  private @Nullable RunningTest running;
  private StopSignal stopSignal = new StopSignal();

  /// For subclasses. The loop is not there yet.
  protected AsyncTestCase() {}

  /// Makes the loop of a test. Override it for one with settings. It isn't asked for a test on [VirtualTime]. Tornado: `get_new_ioloop`.
  protected IOLoop getNewIOLoop() {
    return TestLoop.newLoop();
  }

  /// Returns the loop of this test. Tornado: `io_loop`.
  ///
  /// @throws IllegalStateException outside of tests, such as in the constructor
  protected final IOLoop ioLoop() {
    return running().loop().loop();
  }

  /// Returns the network of a test on [VirtualTime].
  ///
  /// @throws IllegalStateException on real time
  protected final SimulatedNetwork network() {
    return running().network();
  }

  /// Waits for a future; as [Async#await].
  protected static <T extends @Nullable Object> T await(CompletableFuture<T> future) {
    return Async.await(future);
  }

  /// Runs `body` with a limit; as [Async#withTimeout(Duration, Callable)].
  protected static <T extends @Nullable Object> T withTimeout(Duration limit, Callable<T> body) {
    return Async.withTimeout(limit, body);
  }

  /// Returns how long a test may take that says nothing about it: see [AsyncTimeout]. Tornado: `get_async_test_timeout`.
  protected static Duration getAsyncTestTimeout() {
    return TestTimeout.usual();
  }

  /// Ends the wait of [#waitForStop()], or the next one if nobody waits. Any thread may call it; as everything of this kind it is older than
  /// coroutines, and seldom needed.
  protected final void stop() {
    stop(null);
  }

  /// Ends a wait with a value.
  protected final void stop(@Nullable Object value) {
    stopSignal.stop(value);
  }

  /// Waits until somebody calls [#stop()], for as long as a test may take that says nothing about it. Tornado: `wait`, which Java's objects
  /// have already.
  ///
  /// @return the value that was given to `stop`, or null
  /// @throws tornado.util.TimeoutError if nobody calls it in time
  protected final @Nullable Object waitForStop() {
    return waitForStop(getAsyncTestTimeout());
  }

  /// Like [#waitForStop()], for at most a time.
  protected final @Nullable Object waitForStop(Duration limit) {
    return waitForStop(() -> true, limit);
  }

  /// Waits until `condition` holds, which is looked at after each call of [#stop()], for at most a time.
  ///
  /// @return the value that was given to the last `stop`, or null
  /// @throws tornado.util.TimeoutError if it doesn't hold in time
  protected final @Nullable Object waitForStop(BooleanSupplier condition, Duration limit) {
    return stopSignal.await(condition, limit);
  }

  private RunningTest running() {
    if (running == null) {
      throw new IllegalStateException(
          "no loop: it is there from before a test until after it, and not in the constructor");
    }
    return running;
  }

  final void checkIdle() {
    if (running != null) {
      throw new IllegalStateException(
          "one instance of "
              + getClass().getName()
              + " runs two tests at once: its lifecycle has to be PER_METHOD, or its execution SAME_THREAD");
    }
  }

  final void begin(RunningTest test) {
    running = test;
    stopSignal = new StopSignal();
  }

  final void forget() {
    running = null;
  }
}
