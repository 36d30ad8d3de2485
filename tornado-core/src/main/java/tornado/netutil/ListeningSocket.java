// SPDX-License-Identifier: Apache-2.0
package tornado.netutil;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.ServerSocketChannel;
import org.slf4j.LoggerFactory;

/// A bound, listening, non-blocking socket, made by [Netutil#bindSockets] or [Netutil#bindUnixSocket].
///
/// **Thread**: any.
public final class ListeningSocket implements AutoCloseable {
  private final ServerSocketChannel channel;
  private final SocketAddress address;

  ListeningSocket(ServerSocketChannel channel) throws IOException {
    this.channel = channel;
    this.address = channel.getLocalAddress();
  }

  /// Returns the address it is bound to, also after it was closed: an [InetSocketAddress], or a [java.net.UnixDomainSocketAddress].
  public SocketAddress localAddress() {
    return address;
  }

  /// Tells whether it is bound to a port, and not to a file.
  public boolean hasPort() {
    return address instanceof InetSocketAddress;
  }

  /// Returns the port it is bound to.
  ///
  /// @throws IllegalStateException if it is bound to a file
  public int port() {
    if (address instanceof InetSocketAddress inet) {
      return inet.getPort();
    }
    throw new IllegalStateException("socket has no port: " + address);
  }

  /// Tells whether it was closed.
  public boolean closed() {
    return !channel.isOpen();
  }

  /// Stops listening. Accepted connections go on. Idempotent.
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      LoggerFactory.getLogger("tornado.general").debug("close failed: {}", e.toString());
    }
  }

  @Override
  public String toString() {
    return "ListeningSocket[" + address + "]";
  }

  ServerSocketChannel channel() {
    return channel;
  }
}
