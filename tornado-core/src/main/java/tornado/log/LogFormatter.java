// SPDX-License-Identifier: Apache-2.0
package tornado.log;

/// The look of a log line. With Logback it is chosen by [LogLayout]; the layout of another backend calls it.
///
/// Tornado: `log.LogFormatter`, which shows module and line where this has the logger's name.
///
/// **Thread**: any.
public sealed interface LogFormatter permits ConsoleFormatter, JSONFormatter {
  /// Returns an event as text, without a line end.
  String format(LogEvent event);

  /// Returns a formatter for a console without colours: `[I 261124 10:15:30 tornado.general] message`. Further lines are indented by four
  /// spaces, so that a message can't pass for a line of its own; other control characters are shown escaped.
  static LogFormatter plain() {
    return new ConsoleFormatter(false);
  }

  /// Returns a formatter for a terminal: like [#plain], the part in brackets in the level's colour. Debug is blue, info green, warnings
  /// yellow, errors red.
  static LogFormatter colored() {
    return new ConsoleFormatter(true);
  }

  /// Returns a formatter for programs that read logs: each event is one JSON object on one line. Its members are `time` (RFC 3339, in
  /// UTC), `level`, `logger`, `message`, and where there are any `thread` and `exception`, the stack trace.
  static LogFormatter json() {
    return new JSONFormatter();
  }
}
