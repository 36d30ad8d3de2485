// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import tornado.netutil.BindOptions;
import tornado.netutil.ListeningSocket;
import tornado.netutil.Netutil;

/// What tests need besides their base class.
///
/// Tornado: the functions of [testing](https://www.tornadoweb.org/en/stable/testing.html).
///
/// **Thread**: any.
public final class Testing {
  private Testing() {}

  /// Listens on a free port of 127.0.0.1. The socket is the caller's to close; [tornado.tcpserver.TCPServer#addSocket] takes it.
  public static ListeningSocket bindUnusedPort() {
    return bindUnusedPort("127.0.0.1");
  }

  /// Listens on a free port of an address.
  ///
  /// @throws tornado.netutil.BindFailedException if it isn't this machine's
  public static ListeningSocket bindUnusedPort(String address) {
    return bindUnusedPort(address, BindOptions.DEFAULT);
  }

  /// Listens on a free port of an address, with settings, such as [BindOptions.Builder#reusePort].
  ///
  /// @throws tornado.netutil.BindFailedException if it isn't this machine's
  public static ListeningSocket bindUnusedPort(String address, BindOptions options) {
    return Netutil.bindSockets(0, address, options).getFirst();
  }
}
