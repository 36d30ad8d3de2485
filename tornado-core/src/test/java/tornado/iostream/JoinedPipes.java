// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import org.jspecify.annotations.Nullable;
import tornado.ioloop.IOLoop;
import tornado.ioloop.Transport;

/// A pipe for each direction, together one flow of both.
///
/// **Thread**: as [Transport].
final class JoinedPipes implements Transport {
  private final PipeTransport in;
  private final PipeTransport out;

  /// Joins the end of a pipe that is read from and that of another which is written to.
  JoinedPipes(Pipe in, Pipe out) {
    this.in = new PipeTransport(Channels.newInputStream(in.source()));
    this.out = new PipeTransport(Channels.newOutputStream(out.sink()));
  }

  @Override
  public void register(IOLoop loop, Readiness readiness) {
    in.register(loop, readiness);
    out.register(loop, readiness);
  }

  @Override
  public void unregister() {
    in.unregister();
    out.unregister();
  }

  @Override
  public void setInterest(int events) {
    in.setInterest(events & IOLoop.READ);
    out.setInterest(events & IOLoop.WRITE);
  }

  @Override
  public boolean connect(SocketAddress address) {
    return in.connect(address);
  }

  @Override
  public boolean finishConnect() {
    return in.finishConnect();
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    return in.read(target);
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    return out.write(source);
  }

  @Override
  public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
    return out.write(sources, offset, length);
  }

  @Override
  public boolean flush() throws IOException {
    return out.flush();
  }

  @Override
  public void shutdownOutput() {
    out.shutdownOutput();
  }

  @Override
  public void close() {
    in.close();
    out.close();
  }

  @Override
  public void setNoDelay(boolean noDelay) {}

  @Override
  public @Nullable SocketAddress remoteAddress() {
    return null;
  }

  @Override
  public @Nullable SocketAddress localAddress() {
    return null;
  }
}
