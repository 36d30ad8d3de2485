// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/// What one logger says while this is open, in place of the console.
public final class LogRecorder extends AppenderBase<ILoggingEvent> implements AutoCloseable {
  private final Logger logger;
  private final @Nullable Level level;
  private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();

  private LogRecorder(String name) {
    logger = (Logger) LoggerFactory.getLogger(name);
    level = logger.getLevel();
    logger.setLevel(Level.INFO);
    logger.setAdditive(false);
    logger.addAppender(this);
    start();
  }

  /// Starts recording the logger of that name.
  public static LogRecorder of(String name) {
    return new LogRecorder(name);
  }

  /// Returns `LEVEL text` for each line so far from INFO up.
  public List<String> lines() {
    return events.stream()
        .filter(event -> event.getLevel().isGreaterOrEqual(Level.INFO))
        .map(event -> event.getLevel() + " " + event.getFormattedMessage())
        .toList();
  }

  @Override
  protected void append(ILoggingEvent event) {
    events.add(event);
  }

  @Override
  public void close() {
    logger.detachAppender(this);
    logger.setAdditive(true);
    logger.setLevel(level);
    stop();
  }
}
