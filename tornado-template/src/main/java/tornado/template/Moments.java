// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import io.pebbletemplates.pebble.error.PebbleException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/// Times out of what programs keep them in.
///
/// **Thread**: any.
final class Moments {
  private Moments() {}

  /// Returns the time, in UTC, of seconds since 1970, of a Date, an Instant, or text as ISO 8601 has it. Tornado: the module `datetime`.
  static OffsetDateTime of(@Nullable Object value) {
    return switch (value) {
      case OffsetDateTime time -> time;
      case Instant instant -> instant.atOffset(ZoneOffset.UTC);
      case Date date -> date.toInstant().atOffset(ZoneOffset.UTC);
      case Number seconds ->
          Instant.ofEpochMilli(Math.round(seconds.doubleValue() * 1000)).atOffset(ZoneOffset.UTC);
      case String text -> OffsetDateTime.parse(text);
      case null, default ->
          throw new PebbleException(null, "datetime of what is no time: " + value);
    };
  }
}
