// SPDX-License-Identifier: Apache-2.0
package tornado.log;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/// The look of a log line on a console: `[I 261124 10:15:30 tornado.general] message`, the part in brackets in the level's colour on a
/// terminal. Further lines are indented by four spaces, so that a message can't pass for a line of its own; other control characters
/// are shown escaped.
///
/// A backend's layout calls it. Tornado: `log.LogFormatter`, which shows module and line where this has the logger's name.
///
/// **Thread**: any.
public final class LogFormatter {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyMMdd HH:mm:ss", Locale.ROOT);
  private static final String NORMAL = "\u001b[0m";

  private final boolean color;

  private LogFormatter(boolean color) {
    this.color = color;
  }

  /// Makes a formatter without colours.
  public static LogFormatter plain() {
    return new LogFormatter(false);
  }

  /// Makes a formatter with a terminal's colours: debug blue, info green, warnings yellow, errors red.
  public static LogFormatter colored() {
    return new LogFormatter(true);
  }

  /// Returns a record as text, without a line end.
  public String format(
      Level level,
      ZonedDateTime time,
      String logger,
      @Nullable String message,
      @Nullable Throwable failure) {
    var line = new StringBuilder();
    line.append(color ? colorOf(level) : "")
        .append('[')
        .append(level.name().charAt(0))
        .append(' ')
        .append(TIME.format(time))
        .append(' ')
        .append(logger)
        .append(']')
        .append(color ? NORMAL : "")
        .append(' ');
    appendSafely(line, String.valueOf(message));
    if (failure != null) {
      line.append("\n    ");
      appendSafely(line, trace(failure).strip());
    }
    return line.toString();
  }

  private static void appendSafely(StringBuilder sink, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        sink.append("\n    ");
      } else if ((c >= ' ' && c != 0x7f && !(c >= 0x80 && c < 0xa0)) || c == '\t') {
        sink.append(c);
      } else if (c != '\r' || i + 1 == text.length() || text.charAt(i + 1) != '\n') {
        sink.append(String.format("\\x%02x", (int) c));
      }
    }
  }

  private static String trace(Throwable failure) {
    var text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  private static String colorOf(Level level) {
    int number =
        switch (level) {
          case TRACE, DEBUG -> 34;
          case INFO -> 32;
          case WARN -> 33;
          case ERROR -> 31;
        };
    return "\u001b[" + number + "m";
  }
}
