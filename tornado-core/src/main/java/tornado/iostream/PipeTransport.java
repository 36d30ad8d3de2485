// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import okio.Buffer;
import org.jspecify.annotations.Nullable;
import tornado.ioloop.IOLoop;
import tornado.ioloop.Transport;

/// One direction of bytes over a stream of Java's that blocks, as those of a child process do. A thread of its own waits in it, so the loop
/// never does; between the two is a buffer with a limit. A virtual thread would hold its carrier while it waits, and there are few.
///
/// **Thread**: as [Transport].
final class PipeTransport implements Transport {
  private static final int CAPACITY = 64 << 10;

  private final @Nullable InputStream source;
  private final @Nullable OutputStream sink;

  /// Guards all fields below. The pump waits on it, and is no loop's.
  private final Object monitor = new Object();

  /// What was read and not taken, or given and not written.
  private final Buffer buffer = new Buffer();

  private @Nullable IOLoop loop;
  private @Nullable Readiness readiness;
  private int interest = IOLoop.NONE;
  private boolean telling;

  /// Whether the pump is in the middle of a write.
  private boolean writing;

  private boolean ended;
  private boolean closed;
  private @Nullable IOException failure;

  PipeTransport(InputStream source) {
    this.source = source;
    this.sink = null;
  }

  PipeTransport(OutputStream sink) {
    this.source = null;
    this.sink = sink;
  }

  @Override
  public void register(IOLoop owner, Readiness listener) {
    synchronized (monitor) {
      loop = owner;
      readiness = listener;
    }
    owner.startThread("tornado-pipe", source != null ? this::pumpIn : this::pumpOut);
  }

  @Override
  public void unregister() {
    throw new UnsupportedOperationException("a pipe stays with its stream");
  }

  @Override
  public void setInterest(int events) {
    synchronized (monitor) {
      interest = events;
      report();
    }
  }

  @Override
  public boolean connect(SocketAddress address) {
    throw new UnsupportedOperationException("a pipe is connected from the start");
  }

  @Override
  public boolean finishConnect() {
    return true;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    synchronized (monitor) {
      checkUsable();
      if (source == null) {
        return 0;
      }
      if (buffer.exhausted()) {
        throwFailure();
        return ended ? -1 : 0;
      }
      int byteCount = 0;
      while (target.hasRemaining() && !buffer.exhausted()) {
        byteCount += buffer.read(target);
      }
      monitor.notifyAll();
      report();
      return byteCount;
    }
  }

  @Override
  public int write(ByteBuffer from) throws IOException {
    synchronized (monitor) {
      checkUsable();
      throwFailure();
      if (sink == null || ended) {
        throw new IOException("Broken pipe");
      }
      int byteCount = (int) Math.min(from.remaining(), CAPACITY - buffer.size());
      if (byteCount > 0) {
        buffer.write(from.slice(from.position(), byteCount));
        from.position(from.position() + byteCount);
        monitor.notifyAll();
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
  public boolean flush() throws IOException {
    synchronized (monitor) {
      throwFailure();
      return source != null || (buffer.exhausted() && !writing);
    }
  }

  /// Closes the pipe once all is written.
  @Override
  public void shutdownOutput() {
    synchronized (monitor) {
      ended = true;
      monitor.notifyAll();
    }
  }

  @Override
  public void close() throws IOException {
    synchronized (monitor) {
      if (closed) {
        return;
      }
      closed = true;
      interest = IOLoop.NONE;
      monitor.notifyAll();
    }
    closeQuietly(source);
    closeQuietly(sink);
  }

  /// Does nothing: there is nothing to gather.
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

  private void pumpIn() {
    InputStream from = source;
    byte[] chunk = new byte[CAPACITY / 4];
    try {
      while (from != null && awaitRoom()) {
        int byteCount = from.read(chunk);
        synchronized (monitor) {
          if (byteCount < 0) {
            ended = true;
          } else {
            buffer.write(chunk, 0, byteCount);
          }
          report();
        }
      }
    } catch (IOException e) {
      fail(e);
    } catch (InterruptedException e) {
      fail(new IOException("interrupted", e));
    }
  }

  private void pumpOut() {
    OutputStream to = sink;
    if (to == null) {
      return;
    }
    try {
      for (byte[] chunk = awaitOutput(); chunk.length > 0; chunk = awaitOutput()) {
        to.write(chunk);
        to.flush();
        synchronized (monitor) {
          writing = false;
          report();
        }
      }
      to.close();
    } catch (IOException e) {
      fail(e);
    } catch (InterruptedException e) {
      fail(new IOException("interrupted", e));
    }
  }

  /// @return false when no more is to be read
  private boolean awaitRoom() throws InterruptedException {
    synchronized (monitor) {
      while (!closed && !ended && buffer.size() > CAPACITY / 2) {
        monitor.wait();
      }
      return !closed && !ended;
    }
  }

  /// @return what is to be written; nothing when no more is
  private byte[] awaitOutput() throws IOException, InterruptedException {
    synchronized (monitor) {
      while (!closed && !ended && buffer.exhausted()) {
        monitor.wait();
      }
      if (closed) {
        return new byte[0];
      }
      writing = !buffer.exhausted();
      return buffer.readByteArray(Math.min(buffer.size(), CAPACITY / 4));
    }
  }

  private void fail(IOException cause) {
    synchronized (monitor) {
      writing = false;
      if (!closed && failure == null) {
        failure = cause;
        report();
      }
    }
  }

  private int readyEvents() {
    boolean broken = failure != null;
    boolean read = source != null && (!buffer.exhausted() || ended || broken);
    boolean write = sink != null && (broken || (buffer.exhausted() && !writing));
    return (read ? IOLoop.READ : 0) | (write ? IOLoop.WRITE : 0);
  }

  /// Has the loop told what is ready, if anyone wants to know and it isn't under way.
  private void report() {
    IOLoop owner = loop;
    if (owner != null && !telling && (readyEvents() & interest) != 0) {
      telling = true;
      owner.addCallback(this::tell);
    }
  }

  private void tell() {
    int events;
    synchronized (monitor) {
      telling = false;
      events = readyEvents() & interest;
    }
    Readiness listener = readiness;
    if (events != 0 && listener != null) {
      listener.onReady(events);
      synchronized (monitor) {
        report();
      }
    }
  }

  private void checkUsable() throws ClosedChannelException {
    if (closed) {
      throw new ClosedChannelException();
    }
  }

  private void throwFailure() throws IOException {
    IOException cause = failure;
    if (cause != null) {
      throw cause;
    }
  }

  private static void closeQuietly(@Nullable Closeable stream) throws IOException {
    if (stream != null) {
      stream.close();
    }
  }
}
