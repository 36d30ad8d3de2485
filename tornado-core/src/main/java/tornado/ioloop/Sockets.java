// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// A network that isn't the system's: where the connections of a simulated loop come from and go to.
///
/// **Thread**: loop.
public interface Sockets {
  /// Makes an end that is not yet connected.
  ///
  /// @param source our own address, or null for any
  /// @throws IOException if the address can't be used
  Transport open(@Nullable InetSocketAddress source) throws IOException;

  /// Starts listening.
  ///
  /// @param address an address of the network's, or a wildcard; port 0 for a free one
  /// @param backlog how many connections may wait until they are accepted
  /// @throws IOException if the address is in use or not there
  Listener listen(InetSocketAddress address, int backlog) throws IOException;

  /// Finds the addresses of a host.
  ///
  /// @return never empty; fails with [java.net.UnknownHostException] if there is no such host
  CompletableFuture<List<InetAddress>> resolve(String host);

  /// A socket that listens. Its readiness is level-triggered, as a [Transport]'s.
  interface Listener {
    /// Returns the address it is bound to, also after it was closed.
    SocketAddress localAddress();

    /// Tells whether it was closed.
    boolean closed();

    /// Ties it to a loop, which is told of [IOLoop#READ] while a connection waits and the interest is there.
    ///
    /// @throws IOException if it is closed
    void register(IOLoop loop, Transport.Readiness readiness) throws IOException;

    /// Unties it from its loop. Nothing is reported any more.
    void unregister();

    /// Sets what is reported: [IOLoop#NONE] or [IOLoop#READ].
    void setInterest(int events);

    /// Takes the connection that waits longest; null if none does.
    ///
    /// @throws IOException if it can't be taken now, or the socket is closed
    @Nullable Transport accept() throws IOException;

    /// Stops listening. Idempotent.
    ///
    /// @throws IOException if the system reports a failure; the socket is closed all the same
    void close() throws IOException;
  }
}
