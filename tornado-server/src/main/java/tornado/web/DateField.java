// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.time.Instant;
import java.time.temporal.ChronoField;
import org.jspecify.annotations.Nullable;
import tornado.httputil.HTTPDate;
import tornado.ioloop.IOLoop;
import tornado.ioloop.LoopLocal;

/// The value of `Date` on one loop, made once a second and not for each response.
///
/// **Thread**: any.
final class DateField {
  private static final LoopLocal<DateField> OF_LOOP = new LoopLocal<>(DateField::new);
  private static final long SECOND_NANOS = 1_000_000_000L;

  private record Made(String text, long untilNanos) {}

  private final IOLoop loop;

  /// Two threads may make the same value; either will do.
  private volatile @Nullable Made made;

  private DateField(IOLoop loop) {
    this.loop = loop;
  }

  static String now(IOLoop loop) {
    return OF_LOOP.get(loop).get();
  }

  private String get() {
    long nanos = loop.turnTime();
    Made last = made;
    if (last == null || nanos - last.untilNanos() >= 0) {
      Instant now = loop.clock().instant();
      last = new Made(HTTPDate.format(now), nanos + SECOND_NANOS - now.get(ChronoField.NANO_OF_SECOND));
      made = last;
    }
    return last.text();
  }
}
