// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tornado.httpclient.HTTPClientError;
import tornado.ioloop.Async;
import tornado.log.Log;
import tornado.web.Application;
import tornado.web.RequestHandler;

/// What tests fail with that log warnings and errors, and what the log adds to other failures.
final class TestLogTest {
  private static final Logger FOREIGN = LoggerFactory.getLogger("some.library");

  /// Tests that log.
  static final class Logging extends AsyncTestCase {
    @Test
    void warns() {
      Log.general().warn("not good");
    }

    @Test
    void informs() {
      Log.general().info("good");
    }

    @Test
    void expects() {
      try (var log = new ExpectLog("tornado.general", "not good")) {
        Log.general().warn("not good");
        assertThat(log.matched()).isOne();
      }
    }

    @AllowLogs
    @Test
    void allows() {
      Log.general().warn("not good");
    }

    @Test
    void othersWarn() {
      FOREIGN.warn("not ours");
    }

    @Test
    void requestsFail() {
      Log.access().error("500 GET /");
    }
  }

  /// Start coroutines that fail.
  static final class Spawning extends AsyncTestCase {
    private static Object fail() {
      throw new ArithmeticException("in a coroutine");
    }

    @Test
    void forgets() {
      var _ = Async.spawn(Spawning::fail);
    }

    @Test
    void looks() {
      var task = Async.spawn(Spawning::fail);

      assertThatThrownBy(() -> await(task)).isInstanceOf(ArithmeticException.class);
    }
  }

  /// What warns after its tests.
  static final class LoggingAfterwards extends AsyncTestCase {
    @Test
    void doesNothing() {}

    @AfterEach
    void warn() {
      Log.general().warn("not good");
    }
  }

  /// Asks an application that fails.
  static final class Asking extends AsyncHTTPTestCase {
    /// Fails.
    static final class Broken extends RequestHandler {
      @Override
      public void get() {
        throw new ArithmeticException("in the handler");
      }
    }

    @Override
    protected Application getApp() {
      return Application.builder().route("/", Broken::new).build();
    }

    @Test
    void raises() {
      fetch("/", raiseError(true));
    }

    @Test
    void looksAtTheStatus() {
      assertThat(fetch("/").code()).isEqualTo(200);
    }

    @Test
    void doesNotLook() {
      fetch("/");
    }

    @Test
    void expectsTheFailure() {
      try (var log = new ExpectLog("tornado.application", "Uncaught exception GET /")) {
        assertThat(fetch("/").code()).isEqualTo(500);
        assertThat(log.loggedStack()).isTrue();
      }
    }
  }

  @Test
  void warningThatNobodyExpectsFailsATest() {
    var results = RunTests.of(Logging.class);

    assertThat(results.remove("warns()"))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("WARN tornado.general not good was logged, which nobody expected");
    assertThat(results).hasSize(5).allSatisfy((_, failure) -> assertThat(failure).isNull());
  }

  @Test
  void coroutineThatFailsUnseenFailsATest() {
    var results = RunTests.of(Spawning.class);

    assertThat(results.get("forgets()"))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("ERROR tornado.application Task exception was never retrieved")
        .hasCause(new ArithmeticException("in a coroutine"));
    assertThat(results).containsEntry("looks()", null);
  }

  @Test
  void whatRunsAfterATestCountsToo() {
    var results = RunTests.of(LoggingAfterwards.class);

    assertThat(results.get("doesNothing()")).hasMessageStartingWith("WARN tornado.general");
  }

  @Test
  void failedFetchShowsTheHandlersException() {
    var results = RunTests.of(Asking.class);

    assertThat(results.get("raises()"))
        .isInstanceOf(HTTPClientError.class)
        .hasCause(new ArithmeticException("in the handler"));
    assertThat(results.get("looksAtTheStatus()"))
        .isInstanceOf(AssertionError.class)
        .hasSuppressedException(new ArithmeticException("in the handler"));
    assertThat(results.get("doesNotLook()"))
        .hasMessageStartingWith("ERROR tornado.application Uncaught exception GET /")
        .hasCause(new ArithmeticException("in the handler"));
    assertThat(results.get("expectsTheFailure()")).isNull();
  }
}
