// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import tornado.ioloop.IOLoop;
import tornado.netutil.SSLOptions;

/// What connections are secured with, made once for all that say the same: files are read, and sessions can be resumed. After a minute it
/// is made anew, so that certificates may be renewed while a program runs.
///
/// **Thread**: loop.
final class PreparedTLS {
  private static final long AGE_NANOS = Duration.ofMinutes(1).toNanos();

  /// More than a program has; where each request brings files of its own, the ones used last are kept.
  private static final int MOST = 100;

  private record Prepared(SSLOptions options, long madeNanos) {}

  private final IOLoop loop;
  private final Map<TLSKey, Prepared> known = new LinkedHashMap<>(16, 0.75f, true);

  PreparedTLS(IOLoop loop) {
    this.loop = loop;
  }

  /// Returns the options of a connection.
  ///
  /// @throws IllegalArgumentException if a file can't be used
  SSLOptions of(TLSKey key) {
    Prepared before = known.get(key);
    long now = loop.time();
    if (before != null && (key.readsNothing() || now - before.madeNanos() < AGE_NANOS)) {
      return before.options();
    }
    var made = new Prepared(key.toOptions(), now);
    known.put(key, made);
    if (known.size() > MOST) {
      known.remove(known.keySet().iterator().next());
    }
    return made.options();
  }
}
