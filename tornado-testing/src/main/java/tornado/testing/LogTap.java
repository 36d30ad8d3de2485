// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/// The way to what is logged. SLF4J has none, so it takes Logback behind it, which is loaded here only where it is there.
///
/// **Thread**: any.
final class LogTap {
  /// What is undone by being closed.
  @FunctionalInterface
  interface Undo extends AutoCloseable {
    @Override
    void close();
  }

  private LogTap() {}

  /// Tells whether Logback is what logs.
  static boolean present() {
    return backend().equals("ch.qos.logback.classic.LoggerContext");
  }

  /// Returns the name of the class that logs.
  static String backend() {
    return LoggerFactory.getILoggerFactory().getClass().getName();
  }

  /// Lets a listener hear what is logged from now on, before those that came earlier.
  ///
  /// @throws IllegalStateException if Logback isn't what logs
  static Undo listen(LogListener listener) {
    if (!present()) {
      throw new IllegalStateException(
          "what is logged can be seen with Logback only but SLF4J uses "
              + backend()
              + ": add ch.qos.logback:logback-classic to the dependencies of the tests, and leave out other backends");
    }
    return LogbackFilter.installed().add(listener);
  }

  /// Has a logger say lines of a level, if it doesn't already.
  static Undo enable(String logger, Level level) {
    return LogbackFilter.enable(logger, level);
  }
}
