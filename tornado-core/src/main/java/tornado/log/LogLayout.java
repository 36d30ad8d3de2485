// SPDX-License-Identifier: Apache-2.0
package tornado.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.LayoutBase;
import java.io.Console;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/// A [LogFormatter] as a layout of Logback, to be named in `logback.xml`:
///
/// ```xml
/// <appender name="STDERR" class="ch.qos.logback.core.ConsoleAppender">
///   <target>System.err</target>
///   <encoder class="ch.qos.logback.core.encoder.LayoutWrappingEncoder">
///     <layout class="tornado.log.LogLayout"><style>json</style></layout>
///   </encoder>
/// </appender>
/// ```
///
/// | style | lines |
/// |---|---|
/// | `auto` (default) | `color` on a terminal, else `plain` |
/// | `plain` | [LogFormatter#plain] |
/// | `color` | [LogFormatter#colored] |
/// | `json` | [LogFormatter#json] |
///
/// Logback has to be on the path; nothing else of the library needs it.
///
/// **Thread**: any, once it is started.
@SuppressWarnings("exports") // who uses it has Logback; who doesn't must not need it to compile
public final class LogLayout extends LayoutBase<ILoggingEvent> {
  private LogFormatter formatter = automatic();

  /// Made by Logback.
  public LogLayout() {}

  /// Sets the style; see [LogLayout] for the table. Called by Logback.
  ///
  /// @throws IllegalArgumentException if there is none of that name
  public void setStyle(String style) {
    formatter =
        switch (style.strip().toLowerCase(Locale.ROOT)) {
          case "auto" -> automatic();
          case "plain" -> LogFormatter.plain();
          case "color" -> LogFormatter.colored();
          case "json" -> LogFormatter.json();
          default ->
              throw new IllegalArgumentException(
                  "expected auto, plain, color or json but was '" + style + "'");
        };
  }

  @Override
  public String doLayout(ILoggingEvent event) {
    var shown =
        new LogEvent(
            levelOf(event),
            event.getInstant().atZone(ZoneId.systemDefault()),
            event.getLoggerName(),
            event.getFormattedMessage(),
            event.getThreadName(),
            failureOf(event));
    return formatter.format(shown) + System.lineSeparator();
  }

  @SuppressWarnings("SystemConsoleNull") // JDK 25 has gone back to null where there is no terminal
  private static LogFormatter automatic() {
    Console console = System.console();
    return console != null && console.isTerminal() ? LogFormatter.colored() : LogFormatter.plain();
  }

  private static Level levelOf(ILoggingEvent event) {
    return Level.valueOf(event.getLevel().toString());
  }

  private static @Nullable Throwable failureOf(ILoggingEvent event) {
    return event.getThrowableProxy() instanceof ThrowableProxy proxy ? proxy.getThrowable() : null;
  }
}
