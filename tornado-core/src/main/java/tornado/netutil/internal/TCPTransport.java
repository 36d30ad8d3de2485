// SPDX-License-Identifier: Apache-2.0
package tornado.netutil.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;
import tornado.ioloop.IOLoop;
import tornado.ioloop.Transport;

/// The bytes of a connection over TCP or a Unix-domain socket, by a non-blocking channel.
///
/// **Thread**: `write`, `setInterest` and the addresses any; the rest loop.
public final class TCPTransport implements Transport {
  private final SocketChannel channel;

  /// Remembered, since a closed channel doesn't tell any more.
  private volatile @Nullable SocketAddress remoteAddress;

  private @Nullable IOLoop loop;

  /// Makes a transport that owns `channel`, connected or not.
  public TCPTransport(SocketChannel channel) {
    this.channel = channel;
    this.remoteAddress = remoteAddressOf(channel);
  }

  /// Makes a transport that is not yet connected.
  ///
  /// @param source our own address, or null for the system's choice
  /// @throws IOException if there is no such family, or the address can't be used
  public static TCPTransport open(ProtocolFamily family, @Nullable SocketAddress source)
      throws IOException {
    SocketChannel channel = SocketChannel.open(family);
    try {
      if (source != null) {
        channel.bind(source);
      }
      return new TCPTransport(channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public void register(IOLoop loop, Readiness readiness) throws IOException {
    this.loop = loop;
    if (!channel.isOpen()) {
      throw new ClosedChannelException();
    }
    try {
      loop.addHandler(channel, readiness, IOLoop.NONE);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  @Override
  public void unregister() {
    IOLoop owner = loop;
    if (owner != null) {
      owner.removeHandler(channel);
    }
  }

  /// {@inheritDoc}
  ///
  /// Off the loop's thread this takes a turn: a selector that waits doesn't notice changes.
  @Override
  public void setInterest(int events) {
    IOLoop owner = loop;
    if (owner == null) {
      throw new IllegalStateException("transport is not registered");
    }
    if (owner.inLoop()) {
      if (channel.isOpen()) {
        owner.updateHandler(channel, events);
      }
    } else {
      owner.addCallback(() -> setInterest(events));
    }
  }

  @Override
  public boolean connect(SocketAddress address) throws IOException {
    if (address instanceof InetSocketAddress inet && inet.isUnresolved()) {
      throw new UnknownHostException(inet.getHostString());
    }
    boolean connected = channel.connect(address);
    remoteAddress = address;
    return connected;
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
  public long write(FileChannel file, long position, long byteCount) throws IOException {
    return file.transferTo(position, byteCount, channel);
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
    return remoteAddress;
  }

  @Override
  public @Nullable SocketAddress localAddress() {
    try {
      return channel.getLocalAddress();
    } catch (IOException ignored) {
      // Closed: the address is not known any more, which null says.
      return null;
    }
  }

  private static @Nullable SocketAddress remoteAddressOf(SocketChannel channel) {
    try {
      return channel.getRemoteAddress();
    } catch (IOException ignored) {
      // Closed before it got here: the first read or write says so.
      return null;
    }
  }
}
