// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.time.Instant;
import java.time.temporal.ChronoField;
import org.jspecify.annotations.Nullable;
import tornado.httputil.HTTPDate;
import tornado.httputil.HTTPHeaders;
import tornado.ioloop.IOLoop;
import tornado.ioloop.LoopLocal;

/// The fields that every response of a loop begins with, made once a second and not for each.
///
/// **Thread**: any.
final class DefaultFields {
  private static final LoopLocal<DefaultFields> OF_LOOP = new LoopLocal<>(DefaultFields::new);
  private static final long SECOND_NANOS = 1_000_000_000L;

  private record Made(HTTPHeaders fields, long untilNanos) {}

  private final IOLoop loop;

  /// Two threads may make the same fields; either will do.
  private volatile @Nullable Made made;

  private DefaultFields(IOLoop loop) {
    this.loop = loop;
  }

  /// Adds Server, Content-Type and Date.
  static void addTo(HTTPHeaders headers, IOLoop loop) {
    headers.addAll(OF_LOOP.get(loop).get());
  }

  private HTTPHeaders get() {
    long nanos = loop.turnTime();
    Made last = made;
    if (last == null || nanos - last.untilNanos() >= 0) {
      Instant now = loop.clock().instant();
      var fields = new HTTPHeaders();
      fields.set("Server", Application.SERVER);
      fields.set("Content-Type", "text/html; charset=UTF-8");
      fields.set("Date", HTTPDate.format(now));
      last = new Made(fields, nanos + SECOND_NANOS - now.get(ChronoField.NANO_OF_SECOND));
      made = last;
    }
    return last.fields();
  }
}
