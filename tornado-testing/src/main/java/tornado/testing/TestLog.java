// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import tornado.httpclient.HTTPClientError;
import tornado.ioloop.IOLoop;

/// What the library logs while a test runs: lines that nobody expects fail it, and what they show the stack of explains why it failed
/// otherwise. See [AllowLogs].
///
/// **Thread**: any.
final class TestLog implements LogListener, AutoCloseable {
  /// Says what tests should know that doesn't fail them.
  static final String OWN_LOGGER = "tornado.testing";

  private static final AtomicBoolean SAID_THAT_NONE_IS_HEARD = new AtomicBoolean();

  private final IOLoop loop;
  private final List<LoggedLine> unexpected = new CopyOnWriteArrayList<>();
  private final List<Throwable> failures = new CopyOnWriteArrayList<>();
  private final LogTap.Undo listening;

  TestLog(IOLoop loop) {
    this.loop = loop;
    listening = LogTap.present() ? LogTap.listen(this) : deaf();
  }

  private static LogTap.Undo deaf() {
    if (SAID_THAT_NONE_IS_HEARD.compareAndSet(false, true)) {
      LoggerFactory.getLogger(OWN_LOGGER)
          .info(
              "warnings and errors that Tornado logs don't fail tests: that takes ch.qos.logback:logback-classic as what SLF4J logs with,"
                  + " but it is {}",
              LogTap.backend());
    }
    return () -> {};
  }

  @Override
  public IOLoop loop() {
    return loop;
  }

  @Override
  public boolean hear(LoggedLine line, boolean taken) {
    if (line.isOf("tornado") && line.isAtLeast(Level.WARN) && !line.isOf(OWN_LOGGER)) {
      Throwable failure = line.failure();
      if (failure != null) {
        failures.add(failure);
      }
      if (!taken
          && !line.isOf("tornado.access")
          && !line.message().startsWith("the loop was held")) {
        unexpected.add(line);
      }
    }
    return false;
  }

  @Override
  public void close() {
    listening.close();
  }

  /// Shows with a test's own failure what was logged to have failed in it, such as in handlers: the cause of a response with an error is
  /// what failed last.
  void explain(Throwable failure) {
    if (failure instanceof HTTPClientError error
        && error.code() >= 500
        && error.response() != null
        && error.getCause() == null
        && !failures.isEmpty()) {
      error.initCause(failures.getLast());
    }
    for (Throwable logged : failures) {
      if (logged != failure
          && logged != failure.getCause()
          && !List.of(failure.getSuppressed()).contains(logged)) {
        failure.addSuppressed(logged);
      }
    }
  }

  /// Returns what to fail a test with that logged what it shouldn't; null if it didn't.
  @Nullable AssertionError failure() {
    if (unexpected.isEmpty()) {
      return null;
    }
    LoggedLine first = unexpected.getFirst();
    var error =
        new AssertionError(
            "%s was logged, which nobody expected: take it by an ExpectLog, or allow it by @AllowLogs"
                .formatted(first),
            first.failure());
    unexpected.stream()
        .skip(1)
        .forEach(line ->
            error.addSuppressed(new AssertionError(line + " was logged too", line.failure())));
    return error;
  }
}
