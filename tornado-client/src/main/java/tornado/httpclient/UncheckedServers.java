// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tornado.ioloop.IOLoop;

/// Warns of servers whose certificates are not checked: once for each host, and after the first few not more often than once a minute.
///
/// **Thread**: loop.
final class UncheckedServers {
  private static final Logger LOG = LoggerFactory.getLogger("tornado.general");
  private static final int AT_ONCE = 10;
  private static final int REMEMBERED = 1000;
  private static final long PAUSE_NANOS = Duration.ofMinutes(1).toNanos();

  private final IOLoop loop;
  private final Set<String> warned = new HashSet<>();
  private long lastNanos;

  UncheckedServers(IOLoop loop) {
    this.loop = loop;
  }

  /// Warns of a server, if that is due.
  void warnOf(Endpoint endpoint) {
    if (!endpoint.tls().unchecked() || warned.contains(endpoint.host())) {
      return;
    }
    long now = loop.time();
    boolean due = warned.size() < AT_ONCE || now - lastNanos >= PAUSE_NANOS;
    if (due && warned.size() < REMEMBERED) {
      warned.add(endpoint.host());
      lastNanos = now;
      LOG.warn(
          "The certificate of {} is not checked (validateCert is off): anybody on the way can read and change everything. To trust a"
              + " certificate authority of your own, name its file with caCerts instead.",
          endpoint.hostAndPort());
    }
  }
}
