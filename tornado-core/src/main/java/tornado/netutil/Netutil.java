// SPDX-License-Identifier: Apache-2.0
package tornado.netutil;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tornado.ioloop.IOLoop;

/// The functions of Tornado's module `netutil`.
///
/// **Thread**: any, unless a method says more.
public final class Netutil {
  private Netutil() {}

  /// Binds listening sockets on every address of this machine.
  ///
  /// @param port 0 for any free port, the same for IPv4 and IPv6
  /// @throws BindException if the port is taken, or may not be bound
  public static List<ServerSocketChannel> bindSockets(int port) {
    return bindSockets(port, null, BindOptions.DEFAULT);
  }

  /// Binds listening sockets, one for each address that `address` stands for, IPv4 before IPv6.
  ///
  /// @param port 0 for any free port, the same for all of them
  /// @param address a host name or IP address; null or empty for every address of this machine
  /// @throws BindException if the port is taken, may not be bound, or the host is unknown
  public static List<ServerSocketChannel> bindSockets(
      int port, @Nullable String address, BindOptions options) {
    var sockets = new ArrayList<ServerSocketChannel>();
    int boundPort = port;
    try {
      for (InetAddress each : addresses(address)) {
        ServerSocketChannel socket = bind(new InetSocketAddress(each, boundPort), options);
        if (socket != null) {
          sockets.add(socket);
          boundPort = localPort(socket);
        }
      }
    } catch (IOException e) {
      sockets.forEach(Netutil::closeQuietly);
      throw new BindException(
          "can't listen on " + (address == null ? "*" : address) + ":" + boundPort + ": " + reason(e), e);
    }
    if (sockets.isEmpty()) {
      throw new BindException("no address to listen on for " + address, null);
    }
    return sockets;
  }

  /// Returns the port that a listening socket is bound to.
  public static int localPort(ServerSocketChannel socket) {
    try {
      return socket.getLocalAddress() instanceof InetSocketAddress inet ? inet.getPort() : 0;
    } catch (IOException e) {
      throw new IllegalArgumentException("socket is closed: " + socket, e);
    }
  }

  /// Accepts connections on the current loop, at most 128 in a turn. Where the process runs out of file descriptors it pauses for
  /// a second at a time, with one warning.
  ///
  /// @return stops accepting, also amid a turn; the socket stays open
  public static Runnable addAcceptHandler(ServerSocketChannel socket, AcceptCallback callback) {
    var acceptor = new Acceptor(IOLoop.current(), socket, callback);
    acceptor.start();
    return acceptor::stop;
  }

  /// Tells whether `ip` is an IPv4 or IPv6 address in figures: no name, nothing around it.
  public static boolean isValidIp(String ip) {
    if (ip.isEmpty() || ip.length() > 45) {
      return false;
    }
    try {
      return ip.indexOf(':') >= 0
          ? ip.chars().allMatch(c -> c == ':' || c == '.' || isHexDigit(c)) && isIPv6(ip)
          : isIPv4(ip);
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static boolean isIPv6(String ip) throws UnknownHostException {
    // In figures already, so nothing is looked up. An IPv4 address mapped into IPv6 comes out as the former.
    return InetAddress.getByName(ip) != null;
  }

  private static boolean isIPv4(String ip) {
    String[] parts = ip.split("\\.", -1);
    return parts.length == 4
        && Stream.of(parts).allMatch(part ->
            !part.isEmpty()
                && part.length() <= 3
                && part.chars().allMatch(c -> c >= '0' && c <= '9')
                && !(part.length() > 1 && part.charAt(0) == '0')
                && Integer.parseInt(part) <= 255);
  }

  private static boolean isHexDigit(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  private static List<InetAddress> addresses(@Nullable String address) throws UnknownHostException {
    if (address == null || address.isEmpty()) {
      return List.of(InetAddress.getByName("0.0.0.0"), InetAddress.getByName("::"));
    }
    return Stream.of(InetAddress.getAllByName(address))
        .distinct()
        .sorted(Comparator.comparing(each -> !(each instanceof Inet4Address)))
        .toList();
  }

  /// Binds one socket.
  ///
  /// @return null if this machine doesn't know the address's family, or has no such address for a name that has others
  private static @Nullable ServerSocketChannel bind(InetSocketAddress address, BindOptions options)
      throws IOException {
    boolean ipv4 = address.getAddress() instanceof Inet4Address;
    ServerSocketChannel socket;
    try {
      socket =
          ServerSocketChannel.open(
              ipv4 ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6);
    } catch (UnsupportedOperationException e) {
      return null;
    }
    try {
      socket.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      if (options.reusePort()) {
        socket.setOption(StandardSocketOptions.SO_REUSEPORT, true);
      }
      socket.configureBlocking(false);
      socket.bind(address, options.backlog());
      return socket;
    } catch (java.net.BindException e) {
      closeQuietly(socket);
      if (skippable(e, address, ipv4)) {
        return null;
      }
      throw e;
    } catch (IOException | UnsupportedOperationException e) {
      closeQuietly(socket);
      throw e;
    }
  }

  /// An IPv6 socket of the JDK's takes IPv4 connections too, so that beside the IPv4 one it can't bind the same port on every
  /// address. The IPv4 socket is there already; without IPv6 on the machine the address can't be assigned.
  private static boolean skippable(
      java.net.BindException e, InetSocketAddress address, boolean ipv4) {
    String message = String.valueOf(e.getMessage());
    return !ipv4
        && (message.contains("Cannot assign")
            || (address.getAddress().isAnyLocalAddress() && message.contains("in use")));
  }

  private static String reason(IOException e) {
    return e instanceof UnknownHostException ? "unknown host" : String.valueOf(e.getMessage());
  }

  private static void closeQuietly(ServerSocketChannel socket) {
    try {
      socket.close();
    } catch (IOException ignored) {
      // It was never used: there is nothing to lose.
    }
  }
}
