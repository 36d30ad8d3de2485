// SPDX-License-Identifier: Apache-2.0
package tornado.netutil;

import java.io.IOException;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tornado.ioloop.IOLoop;

/// Listening sockets, accepting, and addresses.
///
/// Tornado: [netutil](https://www.tornadoweb.org/en/stable/netutil.html).
///
/// **Thread**: any.
public final class Netutil {
  /// How often a free port is looked for that is free for each address.
  private static final int PORT_TRIES = 5;

  private Netutil() {}

  /// Binds to `port` on all interfaces, with the default settings.
  ///
  /// @throws BindFailedException if that fails
  public static List<ListeningSocket> bindSockets(int port) {
    return bindSockets(port, null, BindOptions.DEFAULT);
  }

  /// Binds to `port` on `address`, with the default settings.
  ///
  /// @throws BindFailedException if that fails
  public static List<ListeningSocket> bindSockets(int port, @Nullable String address) {
    return bindSockets(port, address, BindOptions.DEFAULT);
  }

  /// Binds one socket for each IP address that `address` stands for, IPv4 before IPv6.
  ///
  /// On all interfaces that is one socket for both families where the machine has IPv6, unlike Tornado's two: Java
  /// can't bind the IPv6 wildcard without the IPv4 one. Names are resolved on the calling thread.
  ///
  /// @param port 0 for a free one, the same for all addresses
  /// @param address an IP address or host name; null or empty for all interfaces
  /// @throws BindFailedException if a name isn't known, or an address in use or not this machine's
  /// @throws IllegalArgumentException if the options ask for what the system doesn't have
  public static List<ListeningSocket> bindSockets(
      int port, @Nullable String address, BindOptions options) {
    Set<InetAddress> addresses = addresses(address, options.family());
    for (int tries = PORT_TRIES; ; tries--) {
      try {
        return bindAll(port, addresses, options);
      } catch (BindException e) {
        if (port != 0 || addresses.size() == 1 || tries == 1) {
          throw new BindFailedException(describe(port, address) + e.getMessage(), e);
        }
      } catch (IOException e) {
        throw new BindFailedException(describe(port, address) + e.getMessage(), e);
      }
    }
  }

  /// Binds to a Unix-domain socket that only this user may connect to; see [#bindUnixSocket(Path, Set, int)].
  ///
  /// @throws BindFailedException if that fails
  public static ListeningSocket bindUnixSocket(Path file) {
    return bindUnixSocket(file, UnixSockets.OWNER_ONLY, BindOptions.DEFAULT.backlog());
  }

  /// Binds to a Unix-domain socket. A socket that is there already is replaced, whoever listens on it; the file stays when the socket is
  /// closed, as in Tornado.
  ///
  /// @param file where it is; at most about 100 bytes, which is the system's limit
  /// @param mode who may connect; whoever may write
  /// @param backlog connections the system holds until they are accepted
  /// @throws BindFailedException if that fails
  /// @throws IllegalArgumentException if there is something else than a socket
  public static ListeningSocket bindUnixSocket(
      Path file, Set<PosixFilePermission> mode, int backlog) {
    return UnixSockets.bind(file, mode, backlog);
  }

  /// Returns the listening socket that this process was started with as its standard input, as systemd does it for a unit with
  /// `StandardInput=socket`; empty if it wasn't.
  ///
  /// @throws BindFailedException if the system can't tell
  public static Optional<ListeningSocket> inheritedSocket() {
    try {
      if (System.inheritedChannel() instanceof ServerSocketChannel channel) {
        channel.configureBlocking(false);
        return Optional.of(new ListeningSocket(channel));
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new BindFailedException("can't use the inherited socket: " + e.getMessage(), e);
    }
  }

  /// Accepts the connections of `socket` on the current loop: up to 128 at a time, then others get their turn. While
  /// accepting fails, as it does when the process is out of file descriptors, it rests, and is tried each second.
  ///
  /// @return what stops accepting, from any thread; it does not close the socket
  public static Runnable addAcceptHandler(ListeningSocket socket, AcceptCallback callback) {
    IOLoop loop = IOLoop.current();
    var acceptor = new Acceptor(loop, socket, callback);
    if (loop.inLoop()) {
      acceptor.start();
    } else {
      loop.addCallback(acceptor::start);
    }
    return acceptor::stop;
  }

  /// Tells whether `ip` is an IPv4 address of four decimal numbers or an IPv6 address, without zone or brackets.
  public static boolean isValidIp(String ip) {
    boolean v6 = ip.indexOf(':') >= 0;
    for (int i = 0; i < ip.length(); i++) {
      char c = ip.charAt(i);
      boolean digit = v6 ? Character.digit(c, 16) >= 0 : Character.digit(c, 10) >= 0;
      if (c > 'f' || !(digit || c == '.' || (v6 && c == ':'))) {
        return false;
      }
    }
    if (!v6 && ip.chars().filter(c -> c == '.').count() != 3) {
      return false;
    }
    try {
      // Parses only, and never asks a name server.
      var _ = InetAddress.ofLiteral(ip);
      return true;
    } catch (IllegalArgumentException ignored) {
      // The answer is no.
      return false;
    }
  }

  private static Set<InetAddress> addresses(@Nullable String address, BindOptions.Family family) {
    try {
      if (address == null || address.isEmpty()) {
        String wildcard = family == BindOptions.Family.INET ? "0.0.0.0" : "::";
        return Set.of(InetAddress.ofLiteral(wildcard));
      }
      var found = new ArrayList<InetAddress>();
      for (InetAddress each : InetAddress.getAllByName(address)) {
        if (family == BindOptions.Family.ANY
            || isV6(each) == (family == BindOptions.Family.INET6)) {
          found.add(each);
        }
      }
      found.sort(Comparator.comparing(Netutil::isV6));
      return new LinkedHashSet<>(found);
    } catch (IOException e) {
      throw new BindFailedException("unknown host: " + address, e);
    }
  }

  private static List<ListeningSocket> bindAll(
      int port, Set<InetAddress> addresses, BindOptions options) throws IOException {
    var bound = new ArrayList<ListeningSocket>();
    BindException skipped = null;
    try {
      int shared = port;
      for (InetAddress address : addresses) {
        try {
          bound.add(bind(new InetSocketAddress(address, shared), options));
          shared = bound.getLast().port();
        } catch (UnsupportedOperationException e) {
          skipped = failure("address family is not supported: " + address.getHostAddress(), e);
        } catch (BindException e) {
          // A machine may know ::1 as localhost and have no IPv6.
          if (addresses.size() == 1 || !address.isLoopbackAddress() || inUse(e)) {
            throw e;
          }
          skipped = e;
        }
      }
      if (bound.isEmpty()) {
        throw skipped != null ? skipped : failure("no address of the family asked for", null);
      }
      return List.copyOf(bound);
    } catch (IOException | RuntimeException e) {
      bound.forEach(ListeningSocket::close);
      throw e;
    }
  }

  private static ListeningSocket bind(InetSocketAddress address, BindOptions options)
      throws IOException {
    ServerSocketChannel channel = open(address.getAddress(), options.family());
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

  private static ServerSocketChannel open(InetAddress address, BindOptions.Family family)
      throws IOException {
    if (address.isAnyLocalAddress() && family == BindOptions.Family.ANY && isV6(address)) {
      // Both families, or IPv4 where that is all there is.
      return ServerSocketChannel.open();
    }
    return ServerSocketChannel.open(
        isV6(address) ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET);
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

  private static boolean inUse(BindException e) {
    return e.getMessage() != null && e.getMessage().contains("in use");
  }

  private static BindException failure(String message, @Nullable Throwable cause) {
    var failure = new BindException(message);
    if (cause != null) {
      failure.initCause(cause);
    }
    return failure;
  }

  private static String describe(int port, @Nullable String address) {
    return "can't listen on " + (address == null ? "port " : address + " port ") + port + ": ";
  }
}
