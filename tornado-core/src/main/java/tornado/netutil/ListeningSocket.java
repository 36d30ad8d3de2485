// SPDX-License-Identifier: Apache-2.0
package tornado.netutil;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import org.slf4j.LoggerFactory;

/// A bound, listening, non-blocking socket, made by [Netutil#bindSockets].
///
/// **Thread**: any.
public final class ListeningSocket implements AutoCloseable {
  private final ServerSocketChannel channel;
  private final InetSocketAddress address;

  ListeningSocket(ServerSocketChannel channel) throws IOException {
    this.channel = channel;
    this.address = (InetSocketAddress) channel.getLocalAddress();
  }

  /// Returns the address it is bound to, also after it was closed.
  public InetSocketAddress localAddress() {
    return address;
  }

  /// Returns the port it is bound to.
  public int port() {
    return address.getPort();
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
