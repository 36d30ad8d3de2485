// SPDX-License-Identifier: Apache-2.0
package tornado.log;

import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;

/// An event as a line of JSON (RFC 8259); see [LogFormatter#json]. A line has texts only, so it takes no library to write.
///
/// **Thread**: any.
final class JSONFormatter implements LogFormatter {
  /// RFC 3339 §5.6. With milliseconds always, so that lines sort as text.
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

  @Override
  public String format(LogEvent event) {
    var line = new StringBuilder("{\"time\":");
    appendText(line, TIME.format(event.time()));
    appendText(line.append(",\"level\":"), event.level().name());
    appendText(line.append(",\"logger\":"), event.logger());
    appendText(line.append(",\"message\":"), String.valueOf(event.message()));
    if (event.thread() != null) {
      appendText(line.append(",\"thread\":"), event.thread());
    }
    String trace = event.trace();
    if (trace != null) {
      appendText(line.append(",\"exception\":"), trace);
    }
    return line.append('}').toString();
  }

  private static void appendText(StringBuilder sink, String text) {
    sink.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> sink.append('\\').append(c);
        case '\n' -> sink.append("\\n");
        case '\t' -> sink.append("\\t");
        default -> {
          // Beyond what JSON asks for: what a terminal obeys, and what some take for a line's end.
          boolean harmless = !Character.isISOControl(c) && c != '\u2028' && c != '\u2029';
          if (harmless) {
            sink.append(c);
          } else {
            sink.append(String.format("\\u%04x", (int) c));
          }
        }
      }
    }
    sink.append('"');
  }
}
