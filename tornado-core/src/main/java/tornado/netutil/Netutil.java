// SPDX-License-Identifier: Apache-2.0
package tornado.netutil;

import java.net.InetAddress;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
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
  /// @throws IllegalArgumentException if the port is out of range, or the options ask for what the system doesn't have
  public static List<ListeningSocket> bindSockets(
      int port, @Nullable String address, BindOptions options) {
    return TCPSockets.bind(port, address, options);
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
  /// @param file where it is; at most about 100 bytes, which is the system's limit. Linux's names without a file, which begin with a NUL,
  ///     can't be said in Java
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
  /// @throws BindFailedException if the system can't tell, or hands sockets over in the way of `LISTEN_FDS` only, which Java can't take
  public static Optional<ListeningSocket> inheritedSocket() {
    return InheritedSocket.find(System.getenv(), ProcessHandle.current().pid());
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

  /// Checks that nobody listens on a port, without listening on it: also not with SO_REUSEPORT, which would let us listen beside them.
  ///
  /// @param address a host name or IP address; null for every address of this machine
  /// @throws BindFailedException if somebody does, or the port may not be bound, or the host is unknown
  public static void checkFree(int port, @Nullable String address) {
    TCPSockets.checkFree(port, address);
  }

  /// Closes a socket after accepting the connections that have arrived, which the system would reset. To be called on the loop that has
  /// accepted, in a turn behind that in which it stopped.
  public static void closeAfterRest(ListeningSocket socket, AcceptCallback callback) {
    Acceptor.closeAfterRest(socket, callback);
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
}
