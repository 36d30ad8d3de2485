// SPDX-License-Identifier: Apache-2.0
package tornado.netutil;

import java.net.SocketAddress;
import tornado.ioloop.Transport;

/// What [Netutil#addAcceptHandler] passes connections to.
///
/// **Thread**: loop.
@FunctionalInterface
public interface AcceptCallback {
  /// Takes a connection. What it throws is logged, and accepting goes on.
  ///
  /// @param connection the connection, not yet registered with the loop; the callback owns it
  /// @param address the peer's address
  void onAccept(Transport connection, SocketAddress address);
}
