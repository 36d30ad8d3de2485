// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
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
/// test the loop ends, and all that it has open is closed.
///
/// Tornado: `testing.AsyncTestCase`, with `gen_test` for every method.
///
/// **Thread**: the methods of tests run in coroutines of the loop.
@ExtendWith(CoroutineTests.class)
public abstract class AsyncTestCase {
  private @Nullable TestLoop testLoop;

  /// For subclasses. The loop is not there yet.
  protected AsyncTestCase() {}

  /// Makes the loop of a test. Override it for one with settings. It isn't asked for a test on [VirtualTime]. Tornado: `get_new_ioloop`.
  protected IOLoop getNewIOLoop() {
    return new IOLoop();
  }

  /// Returns the loop of this test. Tornado: `io_loop`.
  ///
  /// @throws IllegalStateException in the constructor
  protected final IOLoop ioLoop() {
    return testLoop().loop();
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

  final TestLoop testLoop() {
    if (testLoop == null) {
      throw new IllegalStateException("no loop yet: a test's constructor can't ask for it");
    }
    return testLoop;
  }

  /// @param world what the test runs in, or null for real time
  final void begin(@Nullable VirtualWorld world) {
    testLoop = new TestLoop(world == null ? getNewIOLoop() : world.newLoop(), world);
  }

  final void end() throws Throwable {
    testLoop().close();
  }
}
