// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.helpers.FormattingTuple;
import org.slf4j.helpers.MessageFormatter;
import tornado.ioloop.IOLoop;

/// Asks the listeners about every line that is logged anywhere, and keeps from the log what one takes. Logback asks its filters of this kind
/// before it looks at levels and appenders.
///
/// One stays in Logback's context for good: it costs little while nobody listens.
///
/// **Thread**: any.
final class LogbackFilter extends TurboFilter {
  /// Those that listen, the latest last.
  private final List<LogListener> listeners = new CopyOnWriteArrayList<>();

  private LogbackFilter() {}

  /// Returns the one of this program. A context that was configured anew has lost it, and gets another.
  static LogbackFilter installed() {
    var context = (LoggerContext) LoggerFactory.getILoggerFactory();
    synchronized (LogbackFilter.class) {
      for (TurboFilter filter : context.getTurboFilterList()) {
        if (filter instanceof LogbackFilter installed) {
          return installed;
        }
      }
      var made = new LogbackFilter();
      made.setContext(context);
      made.start();
      context.addTurboFilter(made);
      return made;
    }
  }

  LogTap.Undo add(LogListener listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  static LogTap.Undo enable(String name, org.slf4j.event.Level level) {
    var logger = (Logger) LoggerFactory.getLogger(name);
    Level wanted = Level.convertAnSLF4JLevel(level);
    if (wanted.isGreaterOrEqual(logger.getEffectiveLevel())) {
      return () -> {};
    }
    Level before = logger.getLevel();
    logger.setLevel(wanted);
    return () -> logger.setLevel(before);
  }

  @Override
  public FilterReply decide(
      @Nullable Marker marker,
      Logger logger,
      Level level,
      @Nullable String format,
      Object @Nullable [] arguments,
      @Nullable Throwable failure) {
    // Without a format somebody only asks whether the level is on.
    boolean said = format != null && level.isGreaterOrEqual(logger.getEffectiveLevel());
    if (listeners.isEmpty() || !said) {
      return FilterReply.NEUTRAL;
    }
    // Without a failure of its own a line may have one as its last argument.
    FormattingTuple formatted =
        failure == null
            ? MessageFormatter.arrayFormat(format, arguments)
            : MessageFormatter.arrayFormat(format, arguments, failure);
    var line =
        new LoggedLine(
            logger.getName(),
            org.slf4j.event.Level.valueOf(level.toString()),
            formatted.getMessage(),
            failure == null ? formatted.getThrowable() : failure);
    return tell(line) ? FilterReply.DENY : FilterReply.NEUTRAL;
  }

  /// Tells those that a line is for: where it was logged on the loop of a test, not the other tests that run beside it, or after it.
  private boolean tell(LoggedLine line) {
    IOLoop loop = IOLoop.currentOrNull();
    if (loop != null && loop.closed()) {
      return false;
    }
    boolean ofTest = loop != null && listeners.stream().anyMatch(one -> one.loop() == loop);
    boolean taken = false;
    for (LogListener listener : List.copyOf(listeners).reversed()) {
      IOLoop own = listener.loop();
      if (!ofTest || own == null || own == loop) {
        taken |= listener.hear(line, taken);
      }
    }
    return taken;
  }
}
