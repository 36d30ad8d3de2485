// SPDX-License-Identifier: Apache-2.0
package tornado.netutil;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.ServerSocketChannel;
import org.slf4j.LoggerFactory;
import tornado.ioloop.Sockets;

/// A bound, listening, non-blocking socket, made by [Netutil#bindSockets] or [Netutil#bindUnixSocket].
///
/// **Thread**: any.
public final class ListeningSocket implements AutoCloseable {
  private final Sockets.Listener listener;

  ListeningSocket(ServerSocketChannel channel) throws IOException {
    this(new ChannelListener(channel));
  }

  ListeningSocket(Sockets.Listener listener) {
    this.listener = listener;
  }

  /// Returns the address it is bound to, also after it was closed: an [InetSocketAddress], or a [java.net.UnixDomainSocketAddress].
  public SocketAddress localAddress() {
    return listener.localAddress();
  }

  /// Tells whether it is bound to a port, and not to a file.
  public boolean hasPort() {
    return localAddress() instanceof InetSocketAddress;
  }

  /// Returns the port it is bound to.
  ///
  /// @throws IllegalStateException if it is bound to a file
  public int port() {
    if (localAddress() instanceof InetSocketAddress inet) {
      return inet.getPort();
    }
    throw new IllegalStateException("socket has no port: " + localAddress());
  }

  /// Tells whether it was closed.
  public boolean closed() {
    return listener.closed();
  }

  /// Stops listening. Accepted connections go on. Idempotent.
  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      LoggerFactory.getLogger("tornado.general").debug("close failed: {}", e.toString());
    }
  }

  @Override
  public String toString() {
    return "ListeningSocket[" + localAddress() + "]";
  }

  Sockets.Listener listener() {
    return listener;
  }
}
