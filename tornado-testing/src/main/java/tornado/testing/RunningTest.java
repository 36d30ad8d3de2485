// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import tornado.httpclient.AsyncHTTPClient;
import tornado.ioloop.IOLoop;

/// A test while it runs: its loop, what it logs, and the rules that it has to keep besides its own.
///
/// **Thread**: the test runner's.
final class RunningTest {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(RunningTest.class);

  private final TestLoop loop;
  private final TestLog log;

  /// Null on real time.
  private final @Nullable VirtualRun virtual;

  private final boolean logsAllowed;
  private final boolean leaksAllowed;
  private final Duration limit;
  private @Nullable AsyncHTTPClient client;

  private RunningTest(IOLoop loop, @Nullable VirtualRun virtual, ExtensionContext context) {
    this.log = new TestLog(loop);
    this.virtual = virtual;
    this.loop = new TestLoop(loop, virtual == null ? null : virtual.world());
    this.logsAllowed = Annotations.present(AllowLogs.class, context);
    this.leaksAllowed = Annotations.present(AllowLeaks.class, context);
    this.limit = TestTimeout.of(context.getRequiredTestMethod(), context);
  }

  /// Starts a test on a loop that nobody runs yet.
  ///
  /// @param virtual what makes time virtual, or null for real time
  static RunningTest begin(IOLoop loop, @Nullable VirtualRun virtual, ExtensionContext context) {
    var test = new RunningTest(loop, virtual, context);
    context.getStore(NAMESPACE).put(RunningTest.class, test);
    return test;
  }

  /// Returns the test that a context is of; null before it has begun, as for what runs before all tests of a class.
  static @Nullable RunningTest of(ExtensionContext context) {
    return context.getStore(NAMESPACE).get(RunningTest.class, RunningTest.class);
  }

  /// Returns the test that a context is of.
  ///
  /// @throws ExtensionConfigurationException if there is none
  static RunningTest required(ExtensionContext context) {
    RunningTest test = of(context);
    if (test == null) {
      throw new ExtensionConfigurationException(
          context.getRequiredTestClass().getName()
              + " has no loop: it has to extend AsyncTestCase, or be annotated with @TornadoTest");
    }
    return test;
  }

  /// Returns its loop.
  TestLoop loop() {
    return loop;
  }

  /// Returns its network.
  ///
  /// @throws IllegalStateException on real time
  SimulatedNetwork network() {
    if (virtual == null) {
      throw new IllegalStateException(
          "this test uses the machine's network: annotate it with @VirtualTime for a simulated one");
    }
    return virtual.world().sockets();
  }

  /// Runs `body` as a coroutine of the loop, for as long as a test may take.
  <T extends @Nullable Object> T run(TestLoop.Body<T> body) throws Throwable {
    return loop.run(body, limit);
  }

  /// Like [#run], for callers that may not throw everything.
  <T extends @Nullable Object> T call(TestLoop.Body<T> body) throws Exception {
    try {
      return run(body);
    } catch (Exception | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /// Has [#client] return that one.
  void setClient(AsyncHTTPClient client) {
    this.client = client;
  }

  /// Returns the client that tests are given: the one that was set, or that of the loop.
  AsyncHTTPClient client() throws Throwable {
    if (client == null) {
      client = run(AsyncHTTPClient::current);
    }
    return client;
  }

  /// Ends the loop, and looks whether the rules were kept.
  ///
  /// @param failed what the test has failed with, which is explained by what was logged; null if it hasn't
  /// @throws Throwable what the test hasn't failed with yet
  void end(@Nullable Throwable failed) throws Throwable {
    List<Throwable> failures = new ArrayList<>();
    if (failed == null && !loop.givenUp()) {
      collect(failures, this::lookForLeaks);
    }
    collect(
        failures,
        () -> {
          loop.close();
          return null;
        });
    log.close();
    AssertionError logged = logsAllowed ? null : log.failure();
    if (logged != null && failed == null) {
      failures.add(logged);
    }
    if (failed != null) {
      log.explain(failed);
      noteSeed(failed);
    }
    throwAll(failures);
  }

  private @Nullable AssertionError lookForLeaks() throws Throwable {
    return leaksAllowed ? null : run(() -> Leaks.find(loop.loop()));
  }

  private static void collect(
      List<Throwable> failures, TestLoop.Body<@Nullable AssertionError> check) {
    try {
      AssertionError found = check.run();
      if (found != null) {
        failures.add(found);
      }
    } catch (Throwable e) {
      failures.add(e);
    }
  }

  private void noteSeed(Throwable failure) {
    if (virtual != null) {
      failure.addSuppressed(new SeedNote(virtual.seed()));
    }
  }

  private void throwAll(List<Throwable> failures) throws Throwable {
    if (failures.isEmpty()) {
      return;
    }
    Throwable first = failures.getFirst();
    for (Throwable other : failures.subList(1, failures.size())) {
      if (other != first) {
        first.addSuppressed(other);
      }
    }
    noteSeed(first);
    throw first;
  }
}
