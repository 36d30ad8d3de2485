// SPDX-License-Identifier: Apache-2.0
package tornado.netutil;

import java.net.InetSocketAddress;
import java.util.List;

/// A program that listens on all interfaces and says which address that is, for a JVM of its own: whether there is IPv6 is one setting for
/// all of a JVM.
final class IPv4Only {
  private IPv4Only() {}

  public static void main(String[] args) {
    List<ListeningSocket> sockets = Netutil.bindSockets(0);
    for (ListeningSocket socket : sockets) {
      IO.print(((InetSocketAddress) socket.localAddress()).getAddress().getHostAddress());
      socket.close();
    }
  }
}
