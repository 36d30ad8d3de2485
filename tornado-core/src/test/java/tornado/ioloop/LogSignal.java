// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.concurrent.CompletableFuture;
import org.slf4j.LoggerFactory;

/// Tells when a logger says something. Beside a LogRecorder, which has to be opened first: it sees what is said before.
final class LogSignal extends AppenderBase<ILoggingEvent> implements AutoCloseable {
  private final Logger logger;
  private final String part;
  private final CompletableFuture<String> first = new CompletableFuture<>();

  private LogSignal(Logger logger, String part) {
    this.logger = logger;
    this.part = part;
    logger.addAppender(this);
    start();
  }

  static LogSignal of(String name) {
    return of(name, "");
  }

  static LogSignal of(String name, String part) {
    return new LogSignal((Logger) LoggerFactory.getLogger(name), part);
  }

  /// Returns a future of the first line that contains the part.
  CompletableFuture<String> first() {
    return first;
  }

  @Override
  protected void append(ILoggingEvent event) {
    if (event.getFormattedMessage().contains(part)) {
      first.complete(event.getFormattedMessage());
    }
  }

  @Override
  public void close() {
    logger.detachAppender(this);
    stop();
  }
}
