// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import tornado.ioloop.IOLoop;
import tornado.ioloop.Transport;

/// Passes everything on to another transport, and runs something before each write.
final class NotingTransport implements Transport {
  private final Transport target;
  private final Runnable beforeWrite;

  NotingTransport(Transport target, Runnable beforeWrite) {
    this.target = target;
    this.beforeWrite = beforeWrite;
  }

  @Override
  public void register(IOLoop loop, Readiness readiness) throws IOException {
    target.register(loop, readiness);
  }

  @Override
  public void unregister() {
    target.unregister();
  }

  @Override
  public void setInterest(int events) {
    target.setInterest(events);
  }

  @Override
  public boolean connect(SocketAddress address) throws IOException {
    return target.connect(address);
  }

  @Override
  public boolean finishConnect() throws IOException {
    return target.finishConnect();
  }

  @Override
  public int read(ByteBuffer buffer) throws IOException {
    return target.read(buffer);
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    beforeWrite.run();
    return target.write(source);
  }

  @Override
  public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
    beforeWrite.run();
    return target.write(sources, offset, length);
  }

  @Override
  public void shutdownOutput() throws IOException {
    target.shutdownOutput();
  }

  @Override
  public void close() throws IOException {
    target.close();
  }

  @Override
  public void setNoDelay(boolean noDelay) throws IOException {
    target.setNoDelay(noDelay);
  }

  @Override
  public @Nullable SocketAddress remoteAddress() {
    return target.remoteAddress();
  }

  @Override
  public @Nullable SocketAddress localAddress() {
    return target.localAddress();
  }
}
