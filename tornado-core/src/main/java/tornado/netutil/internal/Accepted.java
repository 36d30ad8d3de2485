// SPDX-License-Identifier: Apache-2.0
package tornado.netutil.internal;

import java.io.IOException;
import java.net.SocketAddress;
import org.slf4j.LoggerFactory;
import tornado.ioloop.Transport;
import tornado.netutil.AcceptCallback;

/// A connection that was accepted and that nobody serves yet. Whoever holds it passes it on or closes it.
///
/// **Thread**: loop, but for `close` while the connection is registered with none.
///
/// @param connection the connection
/// @param address the peer's
public record Accepted(Transport connection, SocketAddress address) {
  /// Passes the connection on. If the callback fails that is logged, and the connection closed.
  public void passTo(AcceptCallback callback) {
    try {
      callback.onAccept(connection, address);
    } catch (RuntimeException e) {
      LoggerFactory.getLogger("tornado.application").error("Error in connection callback", e);
      close();
    }
  }

  /// Closes the connection.
  public void close() {
    try {
      connection.close();
    } catch (IOException e) {
      LoggerFactory.getLogger("tornado.general").debug("close failed: {}", e.toString());
    }
  }
}
