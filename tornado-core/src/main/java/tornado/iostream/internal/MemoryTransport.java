// SPDX-License-Identifier: Apache-2.0
package tornado.iostream.internal;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import okio.Buffer;
import org.jspecify.annotations.Nullable;
import tornado.ioloop.IOLoop;
import tornado.ioloop.Transport;

/// One end of a connection in memory. It behaves as a TCP connection does: bounded buffers, an end for each direction,
/// a reset if an end closes while it has unread input.
///
/// The ends may belong to different loops.
///
/// **Thread**: as [Transport]; `reset` any.
public final class MemoryTransport implements Transport {
  /// How many bytes fit into each direction by default.
  public static final int CAPACITY = 64 << 10;

  /// The two ends of a connection.
  ///
  /// @param left one end
  /// @param right the other
  public record Pair(MemoryTransport left, MemoryTransport right) {}

  /// Guards all fields of both ends, around lines that don't wait.
  private final Object lock;

  private final long capacity;

  /// What the peer wrote and this end has not read.
  private final Buffer inbound = new Buffer();

  private final ReadySignal signal;
  private @Nullable MemoryTransport peer;
  private boolean inputEnded;
  private boolean outputEnded;
  private boolean closed;
  private @Nullable IOException broken;

  private MemoryTransport(Object lock, long capacity) {
    this.lock = lock;
    this.capacity = capacity;
    this.signal = new ReadySignal(this::readyEvents);
  }

  /// Makes a connection whose directions hold [#CAPACITY] bytes each.
  public static Pair pair() {
    return pair(CAPACITY);
  }

  /// Makes a connection.
  ///
  /// @param capacity how many bytes each direction holds before it takes no more
  public static Pair pair(long capacity) {
    if (capacity <= 0) {
      throw new IllegalArgumentException("capacity <= 0: " + capacity);
    }
    var lock = new Object();
    var left = new MemoryTransport(lock, capacity);
    var right = new MemoryTransport(lock, capacity);
    left.peer = right;
    right.peer = left;
    return new Pair(left, right);
  }

  /// Breaks the connection: what is under way is lost, and both ends fail with `cause`.
  public void reset(Throwable cause) {
    synchronized (lock) {
      IOException failure =
          cause instanceof IOException e ? e : new IOException(cause.getMessage(), cause);
      breakDown(failure);
      peer().breakDown(failure);
    }
  }

  @Override
  public void register(IOLoop loop, Readiness readiness) throws IOException {
    synchronized (lock) {
      checkOpen();
      signal.register(loop, readiness);
    }
  }

  @Override
  public void unregister() {
    signal.unregister();
  }

  @Override
  public void setInterest(int events) {
    signal.setInterest(events);
  }

  /// Does nothing, since the ends are connected from the start.
  @Override
  public boolean connect(SocketAddress address) {
    return true;
  }

  @Override
  public boolean finishConnect() {
    return true;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    synchronized (lock) {
      checkOpen();
      if (inbound.exhausted()) {
        checkUnbroken();
        return inputEnded ? -1 : 0;
      }
      int byteCount = 0;
      while (target.hasRemaining() && !inbound.exhausted()) {
        byteCount += inbound.read(target);
      }
      peer().signal.report();
      return byteCount;
    }
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    synchronized (lock) {
      checkOpen();
      checkUnbroken();
      if (outputEnded || peer().closed) {
        throw new IOException("Broken pipe");
      }
      int byteCount = (int) Math.min(source.remaining(), room());
      if (byteCount > 0) {
        ByteBuffer slice = source.slice(source.position(), byteCount);
        source.position(source.position() + byteCount);
        peer().inbound.write(slice);
        peer().signal.report();
      }
      return byteCount;
    }
  }

  @Override
  public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
    long byteCount = 0;
    for (int i = offset; i < offset + length; i++) {
      byteCount += write(sources[i]);
      if (sources[i].hasRemaining()) {
        break;
      }
    }
    return byteCount;
  }

  @Override
  public void shutdownOutput() throws IOException {
    synchronized (lock) {
      checkOpen();
      outputEnded = true;
      peer().inputEnded = true;
      peer().signal.report();
    }
  }

  @Override
  public void close() {
    synchronized (lock) {
      if (closed) {
        return;
      }
      closed = true;
      signal.setInterest(IOLoop.NONE);
      peer().inputEnded = true;
      if (!inbound.exhausted()) {
        inbound.clear();
        peer().breakDown(new IOException("Connection reset by peer"));
      }
      peer().signal.report();
    }
  }

  /// Does nothing: every write is sent at once.
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

  private MemoryTransport peer() {
    MemoryTransport other = peer;
    if (other == null) {
      throw new IllegalStateException("transport is half made");
    }
    return other;
  }

  private long room() {
    return Math.max(0, capacity - peer().inbound.size());
  }

  private void breakDown(IOException failure) {
    if (broken == null) {
      broken = failure;
    }
    inbound.clear();
    signal.report();
  }

  private int readyEvents() {
    synchronized (lock) {
      boolean read = !inbound.exhausted() || inputEnded || broken != null;
      boolean write = room() > 0 || broken != null || peer().closed;
      return (read ? IOLoop.READ : 0) | (write ? IOLoop.WRITE : 0);
    }
  }

  private void checkOpen() throws ClosedChannelException {
    if (closed) {
      throw new ClosedChannelException();
    }
  }

  private void checkUnbroken() throws IOException {
    IOException failure = broken;
    if (failure != null) {
      throw failure;
    }
  }
}
