// SPDX-License-Identifier: Apache-2.0
package tornado.netutil;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tornado.ioloop.Sockets;

/// Listening, and names, in a network that isn't the system's.
///
/// **Thread**: loop.
final class SimulatedSockets {
  private SimulatedSockets() {}

  /// Listens on the first address that a name stands for, or on all of the network's.
  static List<ListeningSocket> bind(
      Sockets sockets, int port, @Nullable String address, BindOptions options) throws IOException {
    InetAddress own =
        address == null || address.isEmpty()
            ? InetAddress.ofLiteral("0.0.0.0")
            : first(sockets, address);
    return List.of(
        new ListeningSocket(sockets.listen(new InetSocketAddress(own, port), options.backlog())));
  }

  /// Finds the addresses of a host.
  static CompletableFuture<List<InetAddress>> resolve(Sockets sockets, String host) {
    return sockets
        .resolve(host)
        .exceptionallyCompose(failure ->
            CompletableFuture.failedFuture(
                failure instanceof UnknownHostException unknown
                    ? new UnresolvedHostException(host, unknown)
                    : failure));
  }

  private static InetAddress first(Sockets sockets, String address) throws IOException {
    if (Netutil.isValidIp(address)) {
      return InetAddress.ofLiteral(address);
    }
    // Nobody can wait here: a name that takes its time to be found is not known yet.
    CompletableFuture<List<InetAddress>> found = sockets.resolve(address);
    if (!found.isDone() || found.isCompletedExceptionally()) {
      throw new UnknownHostException("unknown host");
    }
    return found.resultNow().getFirst();
  }
}
