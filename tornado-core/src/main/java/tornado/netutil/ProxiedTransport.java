// SPDX-License-Identifier: Apache-2.0
package tornado.netutil;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;
import tornado.ioloop.IOLoop;
import tornado.ioloop.Transport;

/// A connection that came through a proxy, with the addresses that the proxy's header has.
///
/// **Thread**: as [Transport].
final class ProxiedTransport implements Transport {
  private final Transport inner;
  private final ProxyHeader.Proxied header;

  ProxiedTransport(Transport inner, ProxyHeader.Proxied header) {
    this.inner = inner;
    this.header = header;
  }

  @Override
  public SocketAddress remoteAddress() {
    return header.source();
  }

  /// {@inheritDoc}
  ///
  /// Here the address that the peer connected to, which is the proxy's.
  @Override
  public @Nullable SocketAddress localAddress() {
    return header.destination();
  }

  @Override
  public void register(IOLoop loop, Readiness readiness) throws IOException {
    inner.register(loop, readiness);
  }

  @Override
  public void unregister() {
    inner.unregister();
  }

  @Override
  public void setInterest(int events) {
    inner.setInterest(events);
  }

  @Override
  public boolean connect(SocketAddress address) throws IOException {
    return inner.connect(address);
  }

  @Override
  public boolean finishConnect() throws IOException {
    return inner.finishConnect();
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    return inner.read(target);
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    return inner.write(source);
  }

  @Override
  public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
    return inner.write(sources, offset, length);
  }

  @Override
  public long write(FileChannel file, long position, long byteCount) throws IOException {
    return inner.write(file, position, byteCount);
  }

  @Override
  public boolean flush() throws IOException {
    return inner.flush();
  }

  @Override
  public void shutdownOutput() throws IOException {
    inner.shutdownOutput();
  }

  @Override
  public void close() throws IOException {
    inner.close();
  }

  @Override
  public void setNoDelay(boolean noDelay) throws IOException {
    inner.setNoDelay(noDelay);
  }
}
