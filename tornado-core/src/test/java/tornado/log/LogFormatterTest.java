// SPDX-License-Identifier: Apache-2.0
package tornado.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

/// Carries over tests of Tornado's `log_test`.
class LogFormatterTest {
  private static final ZonedDateTime TIME =
      ZonedDateTime.of(2026, 11, 24, 10, 15, 30, 0, ZoneOffset.UTC);

  @Test
  void basicLogging() {
    assertThat(format("foo")).isEqualTo("[E 261124 10:15:30 tornado.general] foo");
  }

  @Test
  void indentsFurtherLinesSoThatNoneCanBeForged() {
    assertThat(format("a\n[E 261124 10:15:30 tornado.general] b"))
        .isEqualTo(
            "[E 261124 10:15:30 tornado.general] a\n    [E 261124 10:15:30 tornado.general] b");
    assertThat(format("a\r\nb\rc\u001b[31m\u0000\ttab"))
        .isEqualTo("[E 261124 10:15:30 tornado.general] a\n    b\\x0dc\\x1b[31m\\x00\ttab");
  }

  @Test
  void keepsTextOfEveryLanguage() {
    assertThat(format("é 漢字")).endsWith("é 漢字");
  }

  @Test
  void appendsTheTraceOfAFailure() {
    String line =
        LogFormatter.plain()
            .format(
                new LogEvent(
                    Level.ERROR, TIME, "x", "failed", null, new IllegalStateException("broken")));

    assertThat(line).contains("failed\n    java.lang.IllegalStateException: broken\n    \tat ");
  }

  @Test
  void colorsThePartInBrackets() {
    String line =
        LogFormatter.colored().format(new LogEvent(Level.WARN, TIME, "x", "m", null, null));

    assertThat(line).isEqualTo("\u001b[33m[W 261124 10:15:30 x]\u001b[0m m");
  }

  private static String format(String message) {
    return LogFormatter.plain()
        .format(new LogEvent(Level.ERROR, TIME, "tornado.general", message, null, null));
  }
}
