// SPDX-License-Identifier: Apache-2.0
package tornado.log;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/// What a [LogFormatter] makes a line of.
///
/// **Thread**: any.
///
/// @param level how grave it is
/// @param time when it was, in the zone that it is shown in
/// @param logger who says it
/// @param message what is said
/// @param thread the name of the thread that said it, or null for none
/// @param failure what it is about, or null for nothing
public record LogEvent(
    Level level,
    ZonedDateTime time,
    String logger,
    @Nullable String message,
    @Nullable String thread,
    @Nullable Throwable failure) {
  /// Returns the failure's stack trace as text, or null for none.
  @Nullable String trace() {
    if (failure == null) {
      return null;
    }
    var text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString().strip();
  }
}
