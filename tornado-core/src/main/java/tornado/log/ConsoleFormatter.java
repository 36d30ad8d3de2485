// SPDX-License-Identifier: Apache-2.0
package tornado.log;

import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.slf4j.event.Level;

/// The look of a line on a console; see [LogFormatter#plain].
///
/// **Thread**: any.
final class ConsoleFormatter implements LogFormatter {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyMMdd HH:mm:ss", Locale.ROOT);
  private static final String NORMAL = "\u001b[0m";

  private final boolean color;

  ConsoleFormatter(boolean color) {
    this.color = color;
  }

  @Override
  public String format(LogEvent event) {
    var line = new StringBuilder();
    line.append(color ? colorOf(event.level()) : "")
        .append('[')
        .append(event.level().name().charAt(0))
        .append(' ')
        .append(TIME.format(event.time()))
        .append(' ')
        .append(event.logger())
        .append(']')
        .append(color ? NORMAL : "")
        .append(' ');
    appendSafely(line, String.valueOf(event.message()));
    String trace = event.trace();
    if (trace != null) {
      line.append("\n    ");
      appendSafely(line, trace);
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
