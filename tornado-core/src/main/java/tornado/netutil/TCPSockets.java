// SPDX-License-Identifier: Apache-2.0
package tornado.netutil;

import java.io.IOException;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tornado.ioloop.IOLoop;
import tornado.ioloop.Sockets;

/// Listening on TCP ports.
///
/// **Thread**: any.
final class TCPSockets {
  /// How often a free port is looked for that is free for each address.
  private static final int PORT_TRIES = 5;

  private TCPSockets() {}

  static List<ListeningSocket> bind(int port, @Nullable String address, BindOptions options) {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port < 0 or > 65535: " + port);
    }
    IOLoop loop = IOLoop.currentOrNull();
    Sockets sockets = loop == null ? null : loop.sockets();
    try {
      return sockets == null
          ? bind(port, addresses(address, options.family()), options)
          : SimulatedSockets.bind(sockets, port, address, options);
    } catch (IOException e) {
      throw failed(port, address, e);
    }
  }

  private static BindFailedException failed(int port, @Nullable String address, IOException e) {
    String where = address == null || address.isEmpty() ? "" : HostName.shown(address) + " ";
    return new BindFailedException(
        "can't listen on " + where + "port " + port + ": " + e.getMessage() + advice(e), e);
  }

  /// Checks that nobody listens on a port, by a socket that is bound but never listens: no client can take it for the server.
  static void checkFree(int port, @Nullable String address) {
    try {
      for (InetAddress each : addresses(address, BindOptions.Family.ANY)) {
        try (SocketChannel socket = SocketChannel.open()) {
          socket.setOption(StandardSocketOptions.SO_REUSEADDR, true);
          socket.bind(new InetSocketAddress(each, port));
        }
      }
    } catch (IOException e) {
      throw failed(port, address, e);
    }
  }

  static List<ListeningSocket> bind(int port, Set<InetAddress> addresses, BindOptions options)
      throws IOException {
    for (int tries = PORT_TRIES; ; tries--) {
      try {
        return bindAll(port, addresses, options);
      } catch (BindException e) {
        // The port that was free for the first address may not be for the next.
        if (port != 0 || addresses.size() < 2 || tries == 1) {
          throw e;
        }
      }
    }
  }

  private static Set<InetAddress> addresses(@Nullable String address, BindOptions.Family family)
      throws IOException {
    if (address == null || address.isEmpty()) {
      boolean v6 =
          family == BindOptions.Family.INET6 || (family == BindOptions.Family.ANY && hasIPv6());
      return Set.of(InetAddress.ofLiteral(v6 ? "::" : "0.0.0.0"));
    }
    if (!HostName.isPossible(address)) {
      throw new UnknownHostException("address has spaces or control characters");
    }
    var found = new ArrayList<InetAddress>();
    for (InetAddress each : resolve(address)) {
      if (family == BindOptions.Family.ANY || isV6(each) == (family == BindOptions.Family.INET6)) {
        found.add(each);
      }
    }
    found.sort(Comparator.comparing(TCPSockets::isV6));
    return new LinkedHashSet<>(found);
  }

  private static InetAddress[] resolve(String address) throws IOException {
    try {
      return InetAddress.getAllByName(address);
    } catch (UnknownHostException e) {
      throw new IOException("unknown host", e);
    }
  }

  private static boolean hasIPv6() throws IOException {
    try {
      ServerSocketChannel.open(StandardProtocolFamily.INET6).close();
      return true;
    } catch (UnsupportedOperationException ignored) {
      // The answer is no.
      return false;
    }
  }

  private static List<ListeningSocket> bindAll(
      int port, Set<InetAddress> addresses, BindOptions options) throws IOException {
    var bound = new ArrayList<ListeningSocket>();
    IOException skipped = new BindException("no address of family " + options.family());
    try {
      int shared = port;
      for (InetAddress address : addresses) {
        try {
          bound.add(bindOne(new InetSocketAddress(address, shared), options));
          shared = bound.getLast().port();
        } catch (UnsupportedOperationException e) {
          skipped = new IOException("address family is not supported", e);
        } catch (BindException e) {
          // A machine may know ::1 as localhost and have no IPv6.
          if (addresses.size() == 1 || !address.isLoopbackAddress() || says(e, "in use")) {
            throw e;
          }
          skipped = e;
        }
      }
      if (bound.isEmpty()) {
        throw skipped;
      }
      return List.copyOf(bound);
    } catch (IOException | RuntimeException e) {
      bound.forEach(ListeningSocket::close);
      throw e;
    }
  }

  private static ListeningSocket bindOne(InetSocketAddress address, BindOptions options)
      throws IOException {
    ProtocolFamily family =
        isV6(address.getAddress()) ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET;
    ServerSocketChannel channel = ServerSocketChannel.open(family);
    try {
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      if (options.reusePort()) {
        reusePort(channel);
      }
      channel.bind(address, options.backlog());
      return new ListeningSocket(channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static boolean isV6(InetAddress address) {
    return !(address instanceof Inet4Address);
  }

  private static void reusePort(ServerSocketChannel channel) throws IOException {
    if (!channel.supportedOptions().contains(StandardSocketOptions.SO_REUSEPORT)) {
      throw new IllegalArgumentException("reusePort not supported by this system");
    }
    channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
  }

  /// Returns what to do about a failure.
  private static String advice(IOException failure) {
    if (says(failure, "in use")) {
      return " (stop what listens there, or take port 0 for a free one)";
    }
    if (says(failure, "denied")) {
      return " (ports below 1024 take the rights of an administrator)";
    }
    if (says(failure, "assign")) {
      return " (take an address of this machine, or none for all of them)";
    }
    return "";
  }

  private static boolean says(IOException failure, String words) {
    return failure.getMessage() != null && failure.getMessage().contains(words);
  }
}
