// SPDX-License-Identifier: Apache-2.0
package tornado.netutil;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;
import tornado.ioloop.IOLoop;
import tornado.ioloop.Transport;

/// A TCP connection as a transport.
///
/// **Thread**: `write` any, one caller at a time; the rest loop.
public final class TCPTransport implements Transport {
  private final SocketChannel channel;
  private @Nullable IOLoop loop;
  private int interest = IOLoop.NONE;

  /// Makes a transport of a channel, connected or not.
  public TCPTransport(SocketChannel channel) {
    this.channel = channel;
  }

  /// Makes a transport that is not connected yet.
  ///
  /// @throws IOException if there are too many open files
  public static TCPTransport open() throws IOException {
    return new TCPTransport(SocketChannel.open());
  }

  @Override
  public void register(IOLoop loop, Readiness readiness) throws IOException {
    this.loop = loop;
    loop.addHandler(channel, (_, events) -> readiness.onReady(events), IOLoop.NONE);
  }

  @Override
  public void setInterest(int events) {
    if (events != interest && loop != null && channel.isOpen()) {
      interest = events;
      loop.updateHandler(channel, events);
    }
  }

  @Override
  public boolean connect(SocketAddress address) throws IOException {
    return channel.connect(address);
  }

  @Override
  public boolean finishConnect() throws IOException {
    return channel.finishConnect();
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    return channel.read(target);
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    return channel.write(source);
  }

  @Override
  public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
    return channel.write(sources, offset, length);
  }

  @Override
  public void shutdownOutput() throws IOException {
    channel.shutdownOutput();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  @Override
  public void setNoDelay(boolean noDelay) throws IOException {
    if (channel.supportedOptions().contains(StandardSocketOptions.TCP_NODELAY)) {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, noDelay);
    }
  }

  @Override
  public @Nullable SocketAddress remoteAddress() {
    try {
      return channel.getRemoteAddress();
    } catch (IOException e) {
      // Closed: it has no peer any more.
      return null;
    }
  }

  @Override
  public @Nullable SocketAddress localAddress() {
    try {
      return channel.getLocalAddress();
    } catch (IOException e) {
      // Closed: it has no address any more.
      return null;
    }
  }
}
