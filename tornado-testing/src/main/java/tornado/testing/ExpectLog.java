// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import tornado.ioloop.IOLoop;

/// Expects that something is logged while it is open, and keeps it from the log.
///
/// ```java
/// try (var log = new ExpectLog("tornado.application", "Uncaught exception")) {
///   assertThat(fetch("/broken").code()).isEqualTo(500);
/// }
/// ```
///
/// Closing it fails if no line matched. A line matches if the pattern is found at the start of its message. What does not match goes its
/// way. Several may be open: the one that was opened last is asked first.
///
/// | setting | default | meaning |
/// |---|---|---|
/// | [Builder#required] | on | not to match fails |
/// | [Builder#level] | any | the one level that counts |
///
/// It takes Logback as what SLF4J logs with. Lines that another test logs on its loop are not seen.
///
/// Tornado: `testing.ExpectLog`.
///
/// **Thread**: any; what is logged on any thread counts.
public final class ExpectLog implements AutoCloseable {
  private final String logger;
  private final Pattern pattern;
  private final boolean required;
  private final @Nullable Level level;
  private final LogTap.Undo levelUndo;
  private final LogTap.Undo listening;
  private final List<LoggedLine> matching = new CopyOnWriteArrayList<>();
  private final List<LoggedLine> atOtherLevels = new CopyOnWriteArrayList<>();

  /// Starts to expect a line of any level.
  ///
  /// @param logger the name of the logger, which counts with those below it; `ROOT` for all
  /// @param regex what the message begins with
  /// @throws IllegalStateException if Logback isn't what logs
  public ExpectLog(String logger, String regex) {
    this(builder(logger, regex));
  }

  private ExpectLog(Builder builder) {
    logger = builder.logger;
    pattern = builder.pattern;
    required = builder.required;
    level = builder.level;
    IOLoop loop = IOLoop.currentOrNull();
    listening = LogTap.listen(new Listener(loop));
    levelUndo = level == null ? () -> {} : LogTap.enable(logger, level);
  }

  /// Returns a builder for one with settings of its own.
  ///
  /// @param logger the name of the logger, which counts with those below it; `ROOT` for all
  /// @param regex what the message begins with
  public static Builder builder(String logger, String regex) {
    return new Builder(logger, Pattern.compile(regex, Pattern.DOTALL));
  }

  /// Returns how many lines have matched. Tornado: `matched`.
  public int matched() {
    return matching.size();
  }

  /// Tells whether one of the lines that have matched shows a stack. Tornado: `logged_stack`.
  public boolean loggedStack() {
    return matching.stream().anyMatch(line -> line.failure() != null);
  }

  /// Ends the wait for lines.
  ///
  /// @throws AssertionError if none matched, unless none has to
  @Override
  public void close() {
    levelUndo.close();
    listening.close();
    if (required && matching.isEmpty()) {
      throw new AssertionError("did not get expected log message: " + this + others());
    }
    boolean quiet = matching.stream().noneMatch(line -> line.isAtLeast(Level.WARN));
    if (level == null && !matching.isEmpty() && quiet) {
      LoggerFactory.getLogger(TestLog.OWN_LOGGER)
          .warn(
              "ExpectLog matched at INFO or below without a level, which depends on how logging is configured: {}",
              this);
    }
  }

  private String others() {
    return atOtherLevels.isEmpty() ? "" : "; at another level: " + atOtherLevels;
  }

  @Override
  public String toString() {
    return "%s%s '%s'".formatted(level == null ? "" : level + " ", logger, pattern);
  }

  /// Hears the lines of one loop, or all.
  private final class Listener implements LogListener {
    private final @Nullable IOLoop loop;

    private Listener(@Nullable IOLoop loop) {
      this.loop = loop;
    }

    @Override
    public @Nullable IOLoop loop() {
      return loop;
    }

    @Override
    public boolean hear(LoggedLine line, boolean taken) {
      if (taken || !line.isOf(logger) || !pattern.matcher(line.message()).lookingAt()) {
        return false;
      }
      if (level != null && level != line.level()) {
        atOtherLevels.add(line);
        return false;
      }
      return matching.add(line);
    }
  }

  /// Settings in the making; see [ExpectLog] for the table. **Thread**: owner.
  public static final class Builder {
    private final String logger;
    private final Pattern pattern;
    private boolean required = true;
    private @Nullable Level level;

    private Builder(String logger, Pattern pattern) {
      this.logger = logger;
      this.pattern = pattern;
    }

    /// Sets whether it fails if no line matches.
    public Builder required(boolean required) {
      this.required = required;
      return this;
    }

    /// Sets the level that a line must have. The logger says lines of that level as long as this is open.
    public Builder level(Level level) {
      this.level = level;
      return this;
    }

    /// Starts to expect the line.
    ///
    /// @throws IllegalStateException if Logback isn't what logs
    public ExpectLog open() {
      return new ExpectLog(this);
    }
  }
}
