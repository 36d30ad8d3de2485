// SPDX-License-Identifier: Apache-2.0
package tornado.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.Level;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class JSONFormatterTest {
  private static final ZonedDateTime TIME =
      ZonedDateTime.of(2026, 11, 24, 10, 15, 30, 120_000_000, ZoneOffset.ofHours(2));

  private static String format(
      @Nullable String message, @Nullable String thread, @Nullable Throwable failure) {
    return LogFormatter.json()
        .format(new LogEvent(Level.WARN, TIME, "tornado.general", message, thread, failure));
  }

  private static JsonNode parse(String line) {
    return JsonMapper.builder().build().readTree(line);
  }

  @Test
  void eventIsOneObject() {
    assertThat(format("accepting rests", "main", null))
        .isEqualTo(
            "{\"time\":\"2026-11-24T08:15:30.120Z\",\"level\":\"WARN\",\"logger\":\"tornado.general\","
                + "\"message\":\"accepting rests\",\"thread\":\"main\"}");
  }

  @Test
  void leavesOutWhatThereIsNot() {
    JsonNode event = parse(format("m", null, null));

    assertThat(event.propertyNames()).containsExactly("time", "level", "logger", "message");
  }

  @Test
  void failureIsItsTrace() {
    String line = format("failed", null, new IllegalStateException("broken"));

    assertThat(line).doesNotContain("\n");
    assertThat(parse(line).get("exception").asString())
        .startsWith("java.lang.IllegalStateException: broken\n\tat tornado.log.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"quoted\" \\ /",
        "two\nlines\r\nand\ttabs",
        "\u001b[31m\u0000\u007f\u009b",
        "é 漢字 \ud83c\udf2a",
        "\u2028\u2029",
        "\",\"level\":\"ERROR",
        ""
      })
  void messageIsOneLineThatReadsBackAsItWas(String message) {
    String line = format(message, null, null);

    assertThat(line).doesNotContain("\n", "\r", "\u001b", "\u009b", "\u2028");
    assertThat(parse(line).get("message").asString()).isEqualTo(message);
    assertThat(parse(line).get("level").asString()).isEqualTo("WARN");
  }

  @Test
  void missingMessageIsShown() {
    assertThat(parse(format(null, null, null)).get("message").asString()).isEqualTo("null");
  }
}
