// SPDX-License-Identifier: Apache-2.0
package tornado.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.helpers.BasicMDCAdapter;

/// The layout as Logback makes it of a configuration file.
final class LogLayoutTest {
  @TempDir private Path folder;

  /// Returns what Logback writes to a file for one event of a level.
  private List<String> log(String settings, Level level) throws JoranException, IOException {
    Path file = folder.resolve("log");
    String configuration =
        """
        <configuration>
          <appender name="FILE" class="ch.qos.logback.core.FileAppender">
            <file>%s</file>
            <encoder class="ch.qos.logback.core.encoder.LayoutWrappingEncoder">
              <layout class="tornado.log.LogLayout">%s</layout>
            </encoder>
          </appender>
          <root level="TRACE"><appender-ref ref="FILE"/></root>
        </configuration>
        """
            .formatted(file, settings);
    var context = new LoggerContext();
    context.setMDCAdapter(new BasicMDCAdapter());
    var configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(
        new ByteArrayInputStream(configuration.getBytes(StandardCharsets.UTF_8)));
    Logger logger = context.getLogger("tornado.general");
    logger.log(
        null,
        Logger.class.getName(),
        Level.toLocationAwareLoggerInteger(level),
        "hello {}",
        new Object[] {"world"},
        new IllegalStateException("broken"));
    context.stop();
    return Files.readAllLines(file);
  }

  @Test
  void plainStyle() throws Exception {
    List<String> lines = log("<style>plain</style>", Level.INFO);

    assertThat(lines.getFirst())
        .matches("\\[I \\d{6} \\d\\d:\\d\\d:\\d\\d tornado.general] hello world");
    assertThat(lines.get(1)).isEqualTo("    java.lang.IllegalStateException: broken");
  }

  @Test
  void colorStyle() throws Exception {
    assertThat(log("<style> Color </style>", Level.ERROR).getFirst())
        .startsWith("\u001b[31m[E ")
        .endsWith(" tornado.general]\u001b[0m hello world");
  }

  @Test
  void jsonStyle() throws Exception {
    assertThat(log("<style>json</style>", Level.WARN))
        .singleElement()
        .asString()
        .startsWith("{\"time\":\"")
        .contains("\"level\":\"WARN\",\"logger\":\"tornado.general\",\"message\":\"hello world\"")
        .contains("\"thread\":\"" + Thread.currentThread().getName() + "\"")
        .contains("\"exception\":\"java.lang.IllegalStateException: broken");
  }

  /// Without a terminal, as here.
  @Test
  void styleIsPlainIfNothingIsSaid() throws Exception {
    assertThat(log("", Level.DEBUG).getFirst()).contains("[D ").endsWith("] hello world");
  }

  @ParameterizedTest
  @EnumSource(org.slf4j.event.Level.class)
  void levelsAreThoseOfLogback(org.slf4j.event.Level level) throws Exception {
    List<String> lines = log("<style>json</style>", Level.valueOf(level.name()));

    assertThat(lines.getFirst()).contains("\"level\":\"" + level + "\"");
  }

  @Test
  void refusesAnotherStyle() {
    var layout = new LogLayout();

    assertThatThrownBy(() -> layout.setStyle("xml"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected auto, plain, color or json but was 'xml'");
  }
}
