// SPDX-License-Identifier: Apache-2.0
package tornado.benchmarks;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import tornado.ioloop.Async;
import tornado.testing.AsyncHTTPTestCase;
import tornado.testing.AsyncTestCase;
import tornado.testing.VirtualTime;
import tornado.web.Application;
import tornado.web.RequestHandler;

/// Tests, run by JUnit as those of users are. Prints how long each run of one took, in nanoseconds.
public final class TestingRun {
  private TestingRun() {}

  /// Runs the case given.
  public static void main(String[] args) {
    var request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(
                switch (args[0]) {
                  case "round-trip" -> selectMethod(RoundTrip.class, "fetches");
                  case "sleeps" -> selectMethod(Sleeps.class, "tenThousandSleepForAnHour");
                  default -> throw new IllegalArgumentException("no such case: " + args[0]);
                })
            .build();
    var runs = new Runs();
    LauncherFactory.create().execute(request, runs);
    runs.nanos.forEach(IO::println);
  }

  /// What a test of an application takes: a loop and a server that start, one fetch, and all that ends.
  static final class RoundTrip extends AsyncHTTPTestCase {
    /// Says hello.
    static final class Handler extends RequestHandler {
      @Override
      public void get() {
        write("Hello, world");
      }
    }

    @Override
    protected Application getApp() {
      return Application.builder().route("/", Handler::new).build();
    }

    @RepeatedTest(1000)
    void fetches() {
      if (!fetch("/").text().equals("Hello, world")) {
        throw new AssertionError("that is another answer");
      }
    }
  }

  /// Ten thousand coroutines that sleep for an hour each.
  @VirtualTime
  static final class Sleeps extends AsyncTestCase {
    @RepeatedTest(20)
    void tenThousandSleepForAnHour() {
      await(
          Async.all(
              IntStream.range(0, 10_000)
                  .mapToObj(_ -> Async.spawn(() -> await(Async.sleep(Duration.ofHours(1)))))
                  .toList()));
    }
  }

  /// How long each test took, with all that comes before and after it.
  private static final class Runs implements TestExecutionListener {
    private final List<Long> nanos = new ArrayList<>();
    private long start;

    @Override
    public void executionStarted(TestIdentifier test) {
      start = System.nanoTime();
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      if (result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
        throw new IllegalStateException(
            test.getDisplayName() + " failed", result.getThrowable().orElse(null));
      }
      if (test.isTest()) {
        nanos.add(System.nanoTime() - start);
      }
    }
  }
}
