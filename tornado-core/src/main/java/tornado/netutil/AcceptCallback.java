// SPDX-License-Identifier: Apache-2.0
package tornado.netutil;

import java.net.SocketAddress;
import tornado.ioloop.Transport;

/// Takes connections as they are accepted. **Thread**: loop.
@FunctionalInterface
public interface AcceptCallback {
  /// Takes a connection, which belongs to the callee.
  void onAccept(Transport connection, SocketAddress address);
}
