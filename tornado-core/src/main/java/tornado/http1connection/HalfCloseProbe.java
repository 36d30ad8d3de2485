// SPDX-License-Identifier: Apache-2.0
package tornado.http1connection;

import java.time.Duration;
import java.util.List;

/// Finds out whether a peer that ended its output still waits for its response.
///
/// A client that leaves and one that has only shut down its sending side look the same: the input ends. What differs is
/// the answer to bytes sent to them: the first one's system resets the connection. So while no response has begun, an
/// interim `100 Continue` is sent, which every HTTP/1.1 client must be able to skip (RFC 9110 §15.2), and once more after a
/// while, since a reset shows in the write that follows it. A connection that was reset closes, which cancels the
/// request; one that lives is left alone and gets its response.
///
/// **Thread**: loop.
final class HalfCloseProbe {
  private static final List<Duration> PAUSES =
      List.of(Duration.ofMillis(50), Duration.ofMillis(500), Duration.ofSeconds(3));

  private final HTTP1Connection connection;
  private int sent;

  private HalfCloseProbe(HTTP1Connection connection) {
    this.connection = connection;
  }

  static void start(HTTP1Connection connection) {
    new HalfCloseProbe(connection).probe();
  }

  private void probe() {
    if (connection.stream().closed() || !connection.writeContinue()) {
      return;
    }
    if (sent < PAUSES.size()) {
      connection.stream().loop().callLater(PAUSES.get(sent++), this::probe);
    }
  }
}
