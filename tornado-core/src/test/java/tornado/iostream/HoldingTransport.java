// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import okio.Buffer;
import org.jspecify.annotations.Nullable;
import tornado.ioloop.IOLoop;
import tornado.ioloop.Transport;

/// A transport that takes whatever it is given and holds it until its owner has waited for room, as a slow pipe may do for a while.
///
/// **Thread**: as [Transport]. One monitor guards what is held.
final class HoldingTransport implements Transport {
  private final Transport inner;
  private final Buffer held = new Buffer();
  private boolean closed;
  private @Nullable IOLoop loop;
  private @Nullable Readiness readiness;

  /// @param inner has room for all that will be written
  HoldingTransport(Transport inner) {
    this.inner = inner;
  }

  @Override
  public void register(IOLoop loop, Readiness readiness) throws IOException {
    this.loop = loop;
    this.readiness = readiness;
    inner.register(loop, readiness);
  }

  @Override
  public void unregister() {
    readiness = null;
    inner.unregister();
  }

  @Override
  public void setInterest(int events) {
    inner.setInterest(events & IOLoop.READ);
    IOLoop owner = loop;
    if ((events & IOLoop.WRITE) != 0 && owner != null) {
      owner.addCallback(this::letGo);
    }
  }

  private void letGo() {
    synchronized (this) {
      if (closed) {
        return;
      }
      try {
        inner.write(ByteBuffer.wrap(held.readByteArray()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    Readiness listener = readiness;
    if (listener != null) {
      listener.onReady(IOLoop.WRITE);
    }
  }

  @Override
  public synchronized int write(ByteBuffer source) throws IOException {
    return held.write(source);
  }

  @Override
  public synchronized long write(ByteBuffer[] sources, int offset, int length) throws IOException {
    long byteCount = 0;
    for (int i = offset; i < offset + length; i++) {
      byteCount += held.write(sources[i]);
    }
    return byteCount;
  }

  @Override
  public synchronized boolean flush() {
    return held.exhausted();
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
  public void shutdownOutput() throws IOException {
    inner.shutdownOutput();
  }

  /// What is held is lost.
  @Override
  public synchronized void close() throws IOException {
    closed = true;
    inner.close();
  }

  @Override
  public void setNoDelay(boolean noDelay) throws IOException {
    inner.setNoDelay(noDelay);
  }

  @Override
  public @Nullable SocketAddress remoteAddress() {
    return inner.remoteAddress();
  }

  @Override
  public @Nullable SocketAddress localAddress() {
    return inner.localAddress();
  }
}
