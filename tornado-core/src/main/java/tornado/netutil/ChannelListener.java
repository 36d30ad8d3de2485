// SPDX-License-Identifier: Apache-2.0
package tornado.netutil;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;
import tornado.ioloop.IOLoop;
import tornado.ioloop.Sockets;
import tornado.ioloop.Transport;
import tornado.netutil.internal.TCPTransport;

/// A listening socket of the system's.
///
/// **Thread**: as [Sockets.Listener]; `close`, `closed` and the address any.
final class ChannelListener implements Sockets.Listener {
  private final ServerSocketChannel channel;
  private final SocketAddress address;
  private @Nullable IOLoop loop;

  ChannelListener(ServerSocketChannel channel) throws IOException {
    this.channel = channel;
    this.address = channel.getLocalAddress();
  }

  ServerSocketChannel channel() {
    return channel;
  }

  @Override
  public SocketAddress localAddress() {
    return address;
  }

  @Override
  public boolean closed() {
    return !channel.isOpen();
  }

  @Override
  public void register(IOLoop loop, Transport.Readiness readiness) throws IOException {
    try {
      loop.addHandler(channel, readiness, IOLoop.NONE);
    } catch (IllegalArgumentException e) {
      // Its owner may close it at any time, on another thread.
      if (e.getCause() instanceof ClosedChannelException closed) {
        throw closed;
      }
      throw e;
    }
    this.loop = loop;
  }

  @Override
  public void unregister() {
    if (loop != null) {
      loop.removeHandler(channel);
    }
  }

  @Override
  public void setInterest(int events) {
    if (loop != null) {
      loop.updateHandler(channel, events);
    }
  }

  @Override
  public @Nullable Transport accept() throws IOException {
    SocketChannel connection = channel.accept();
    return connection == null ? null : new TCPTransport(connection);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
