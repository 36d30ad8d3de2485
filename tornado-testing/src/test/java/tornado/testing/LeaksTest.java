// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import tornado.httpclient.AsyncHTTPClient;
import tornado.httpclient.HTTPClientError;
import tornado.httpserver.HTTPServer;
import tornado.ioloop.Async;
import tornado.ioloop.IOLoop;
import tornado.web.Application;

/// What tests leave behind on their loops.
final class LeaksTest {
  private static final Duration LONG = Duration.ofHours(1);

  /// Tests that leave something behind.
  static final class Leaking extends AsyncTestCase {
    @Test
    void timer() {
      ioLoop().callLater(LONG, () -> {});
    }

    @Test
    void coroutine() {
      var _ = Async.spawn(() -> await(new CompletableFuture<>()));
    }

    @Test
    void server() {
      new HTTPServer(Application.builder().build()).listen(0, "127.0.0.1");
    }

    @Test
    void fails() {
      ioLoop().callLater(LONG, () -> {});
      throw new ArithmeticException("before the end");
    }
  }

  /// Tests that leave nothing behind, or may.
  static final class Clean extends AsyncTestCase {
    @AllowLeaks
    @Test
    void allowed() {
      ioLoop().callLater(LONG, () -> {});
    }

    @Test
    void takesItsTimerBack() {
      ioLoop().removeTimeout(ioLoop().callLater(LONG, () -> {}));
    }

    @Test
    void endsSoon() {
      var _ = Async.spawn(() -> await(Async.sleep(Duration.ofMillis(10))));
    }

    @Test
    void usesTheClientOfTheLoop() {
      var server = new HTTPServer(Application.builder().build());
      server.listen(0, "127.0.0.1");
      var missing = AsyncHTTPClient.current().fetch("http://127.0.0.1:" + server.port());

      assertThatThrownBy(() -> await(missing)).isInstanceOf(HTTPClientError.class);
      server.stop();
    }
  }

  /// Makes a loop that knows nothing.
  static final class OwnLoop extends AsyncTestCase {
    @Override
    protected IOLoop getNewIOLoop() {
      return new IOLoop();
    }

    @Test
    void isNotLookedAt() {
      ioLoop().callLater(LONG, () -> {});
    }
  }

  private static void assertLeftBehind(String kind, String method, Throwable failure) {
    assertThat(failure)
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("the test has left something behind")
        .hasMessageContaining(kind);
    assertThat(Arrays.stream(failure.getSuppressed()))
        .anySatisfy(origin -> {
          assertThat(origin).hasMessageStartingWith(kind).hasMessageEndingWith("made here");
          assertThat(origin.getStackTrace())
              .anyMatch(frame -> frame.getMethodName().equals(method));
        });
  }

  @Test
  void whatIsLeftBehindFailsATestAndShowsWhereItWasMade() {
    var results = RunTests.of(Leaking.class);

    assertLeftBehind("timer (due in 35", "timer", RunTests.failure(results, "timer()"));
    assertLeftBehind("coroutine (waits for", "coroutine", RunTests.failure(results, "coroutine()"));
    // A server that was started elsewhere than on the loop is made known to it later.
    assertLeftBehind(
        "channel (listening on /127.0.0.1:",
        Flag.given() ? "server" : "addHandler",
        RunTests.failure(results, "server()"));
  }

  @Test
  void testThatFailedIsNotLookedAt() {
    var results = RunTests.of(Leaking.class);

    assertThat(results.get("fails()"))
        .isInstanceOf(ArithmeticException.class)
        .hasNoSuppressedExceptions();
  }

  @Test
  void whatIsAllowedOrEndsInTimePasses() {
    var results = RunTests.of(Clean.class);

    assertThat(results).hasSize(4).allSatisfy((_, failure) -> assertThat(failure).isNull());
  }

  @Test
  void loopThatIsNotInDebugModePasses() {
    assertThat(RunTests.of(OwnLoop.class)).containsEntry("isNotLookedAt()", null);
  }
}
