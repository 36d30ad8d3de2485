// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.stream.Collectors;
import tornado.netutil.BindOptions;
import tornado.netutil.Netutil;
import tornado.tcpclient.ConnectOptions;

/// Where connections start from.
///
/// **Thread**: any.
final class LocalAddress {
  private LocalAddress() {}

  /// Sets our own address, and which kinds of addresses are tried.
  ///
  /// @throws IllegalArgumentException if there is no such interface
  static void set(ConnectOptions.Builder options, Way way) {
    if (!way.allowIpv6()) {
      options.family(BindOptions.Family.INET);
    }
    String near = way.networkInterface();
    if (near == null) {
      return;
    }
    if (Netutil.isValidIp(near)) {
      options.source(near, 0);
    } else {
      options.networkInterface(named(near));
    }
  }

  private static NetworkInterface named(String name) {
    try {
      NetworkInterface found = NetworkInterface.getByName(name);
      if (found != null) {
        return found;
      }
      String known =
          NetworkInterface.networkInterfaces()
              .map(NetworkInterface::getName)
              .sorted()
              .collect(Collectors.joining(", "));
      throw new IllegalArgumentException(
          "networkInterface is unknown: '%s' (there are: %s)".formatted(name, known));
    } catch (SocketException e) {
      throw new IllegalArgumentException(
          "networkInterface can't be looked up: '%s': %s".formatted(name, e.getMessage()), e);
    }
  }
}
