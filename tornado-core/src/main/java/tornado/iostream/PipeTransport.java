// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

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
import tornado.iostream.internal.ReadySignal;

/// One direction of bytes over a stream of Java's that blocks, as those of a child process do. A thread of its own, the pump, waits in it,
/// so the loop never does; between the two is a buffer with a limit. A virtual thread would hold its carrier while it waits, and there are
/// few.
///
/// As with the system's own buffers, what the transport has taken is written even if it is closed then.
///
/// Nobody but the pump closes the stream that it waits in. Closing one that is being written to may wait for that write; one that is being
/// read from may be asked to read on, under a number that the system has given to another file by then. A stream over a channel is left at
/// once when it is interrupted, any other when the other end of the pipe does something.
///
/// **Thread**: as [Transport].
final class PipeTransport implements Transport {
  private static final int CAPACITY = 64 << 10;
  private static final int CHUNK = CAPACITY / 4;

  private final @Nullable InputStream source;
  private final @Nullable OutputStream sink;

  /// Guards all fields below. The pump waits on it, and is no loop's.
  private final Object monitor = new Object();

  private final ReadySignal signal = new ReadySignal(monitor, this::readyEvents);

  /// What was read and not taken, or given and not written.
  private final Buffer buffer = new Buffer();

  private boolean pumping;
  private @Nullable Thread reader;

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
    signal.register(owner, listener);
    synchronized (monitor) {
      if (pumping) {
        return;
      }
      pumping = true;
    }
    if (source != null) {
      owner.startThread("tornado-pipe", () -> pumpIn(source));
    } else if (sink != null) {
      owner.startThread("tornado-pipe", () -> pumpOut(sink));
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
      return source != null || written();
    }
  }

  /// Closes the pipe once all is written. The end that is read from has no output.
  @Override
  public void shutdownOutput() {
    synchronized (monitor) {
      if (sink != null) {
        ended = true;
        monitor.notifyAll();
      }
    }
  }

  @Override
  public void close() {
    synchronized (monitor) {
      closed = true;
      signal.setInterest(IOLoop.NONE);
      monitor.notifyAll();
      if (reader != null) {
        reader.interrupt();
      }
    }
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

  private void pumpIn(InputStream source) {
    byte[] chunk = new byte[CHUNK];
    try (InputStream from = source) {
      while (awaitRoom()) {
        int byteCount = from.read(chunk);
        synchronized (monitor) {
          if (byteCount < 0) {
            ended = true;
          } else {
            buffer.write(chunk, 0, byteCount);
          }
          signal.report();
        }
      }
    } catch (IOException | InterruptedException | RuntimeException e) {
      fail(e);
    }
  }

  private void pumpOut(OutputStream sink) {
    try (OutputStream to = sink) {
      for (byte[] chunk = awaitOutput(); chunk.length > 0; chunk = awaitOutput()) {
        to.write(chunk);
        to.flush();
        synchronized (monitor) {
          writing = false;
          signal.report();
        }
      }
    } catch (IOException | InterruptedException | RuntimeException e) {
      fail(e);
    }
  }

  /// @return false when no more is to be read
  private boolean awaitRoom() throws InterruptedException {
    synchronized (monitor) {
      reader = Thread.currentThread();
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
      writing = !buffer.exhausted();
      return buffer.readByteArray(Math.min(buffer.size(), CHUNK));
    }
  }

  private void fail(Exception cause) {
    synchronized (monitor) {
      writing = false;
      if (!closed && failure == null) {
        failure = cause instanceof IOException e ? e : new IOException("pipe failed", cause);
        signal.report();
      }
    }
  }

  private int readyEvents() {
    boolean broken = failure != null;
    boolean read = source != null && (!buffer.exhausted() || ended || broken);
    boolean write = sink != null && (broken || written());
    return (read ? IOLoop.READ : 0) | (write ? IOLoop.WRITE : 0);
  }

  private boolean written() {
    return buffer.exhausted() && !writing;
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
}
