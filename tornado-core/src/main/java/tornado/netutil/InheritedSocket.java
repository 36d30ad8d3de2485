// SPDX-License-Identifier: Apache-2.0
package tornado.netutil;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.util.Map;
import java.util.Optional;

/// The listening socket that a process may be started with.
///
/// systemd hands sockets over as descriptors from 3 up, and tells how many in `LISTEN_FDS`, and whom in `LISTEN_PID`. Java makes a channel
/// of descriptor 0 only, which a unit asks for with `StandardInput=socket`.
///
/// **Thread**: any.
final class InheritedSocket {
  private InheritedSocket() {}

  /// @param environment of this process
  /// @param pid of this process
  static Optional<ListeningSocket> find(Map<String, String> environment, long pid) {
    try {
      if (System.inheritedChannel() instanceof ServerSocketChannel channel) {
        channel.configureBlocking(false);
        return Optional.of(new ListeningSocket(channel));
      }
    } catch (IOException e) {
      throw new BindFailedException("can't use the inherited socket: " + e.getMessage(), e);
    }
    // Without this a service would start, listen nowhere, and say nothing.
    if (environment.containsKey("LISTEN_FDS")
        && Long.toString(pid).equals(environment.get("LISTEN_PID"))) {
      throw new BindFailedException(
          "can't use the sockets of LISTEN_FDS: set StandardInput=socket in the unit", null);
    }
    return Optional.empty();
  }
}
