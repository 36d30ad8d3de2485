// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tornado.ioloop.IOLoop;
import tornado.ioloop.Transport;
import tornado.iostream.internal.ReadySignal;

/// One direction of bytes over a stream of Java's that blocks, as those of a child process do. A thread of its own, the pump, waits in it,
/// so the loop never does; between the two is a queue with a limit. A virtual thread would hold its carrier while it waits, and there are
/// few.
///
/// The two share no lock. A coroutine writes with the stream's lock held: if it had to wait for the pump, for however short a time, the
/// loop might go on to something that needs the stream's lock, and never come back to the coroutine.
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

  /// Tells the pump that no more comes.
  private static final byte[] END = new byte[0];

  private final @Nullable InputStream source;
  private final @Nullable OutputStream sink;
  private final ReadySignal signal = new ReadySignal(this::readyEvents);
  private boolean pumping;

  /// What was read and not taken, and room for what comes behind it.
  private final ConcurrentLinkedQueue<ByteBuffer> arrived = new ConcurrentLinkedQueue<>();

  private final Semaphore room = new Semaphore(CAPACITY / CHUNK);
  private volatile @Nullable Thread reader;

  /// What is to be written, and how many bytes of what was given aren't yet.
  private final LinkedTransferQueue<byte[]> given = new LinkedTransferQueue<>();

  private final AtomicInteger unwritten = new AtomicInteger();

  /// Whether the source came to its end, or the sink is to.
  private volatile boolean ended;

  private volatile boolean closed;
  private volatile @Nullable IOException failure;

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
    if (pumping) {
      return;
    }
    pumping = true;
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
    checkUsable();
    if (source == null) {
      return 0;
    }
    // Before the bytes: what came before the end is there then.
    boolean over = ended;
    IOException broken = failure;
    int byteCount = 0;
    for (ByteBuffer chunk = arrived.peek();
        chunk != null && target.hasRemaining();
        chunk = arrived.peek()) {
      byteCount += move(chunk, target);
      if (!chunk.hasRemaining()) {
        arrived.remove();
        room.release();
      }
    }
    if (byteCount == 0 && target.hasRemaining()) {
      if (broken != null) {
        throw broken;
      }
      return over ? -1 : 0;
    }
    return byteCount;
  }

  private static int move(ByteBuffer chunk, ByteBuffer target) {
    int byteCount = Math.min(chunk.remaining(), target.remaining());
    target.put(chunk.slice(chunk.position(), byteCount));
    chunk.position(chunk.position() + byteCount);
    return byteCount;
  }

  @Override
  public int write(ByteBuffer from) throws IOException {
    checkUsable();
    throwFailure();
    if (sink == null || ended) {
      throw new IOException("Broken pipe");
    }
    int byteCount = Math.min(from.remaining(), CAPACITY - unwritten.get());
    if (byteCount > 0) {
      unwritten.addAndGet(byteCount);
      for (int left = byteCount; left > 0; ) {
        byte[] chunk = new byte[Math.min(left, CHUNK)];
        from.get(chunk);
        given.add(chunk);
        left -= chunk.length;
      }
    }
    return byteCount;
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
    throwFailure();
    return source != null || unwritten.get() == 0;
  }

  /// Closes the pipe once all is written. The end that is read from has no output.
  @Override
  public void shutdownOutput() {
    if (sink != null) {
      ended = true;
      given.add(END);
    }
  }

  @Override
  public void close() {
    closed = true;
    signal.setInterest(IOLoop.NONE);
    given.add(END);
    Thread waiting = reader;
    if (waiting != null) {
      waiting.interrupt();
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

  private void pumpIn(InputStream from) {
    reader = Thread.currentThread();
    try (from) {
      while (!closed && !ended) {
        room.acquire();
        byte[] chunk = new byte[CHUNK];
        int byteCount = closed ? -1 : from.read(chunk);
        if (byteCount < 0) {
          ended = true;
        } else {
          arrived.add(ByteBuffer.wrap(chunk, 0, byteCount));
        }
        signal.report();
      }
    } catch (IOException | InterruptedException | RuntimeException e) {
      fail(e);
    }
  }

  private void pumpOut(OutputStream to) {
    try (to) {
      for (byte[] chunk = given.take(); chunk != END; chunk = given.take()) {
        to.write(chunk);
        to.flush();
        unwritten.addAndGet(-chunk.length);
        signal.report();
      }
    } catch (IOException | InterruptedException | RuntimeException e) {
      fail(e);
    }
  }

  private void fail(Exception cause) {
    if (!closed && failure == null) {
      failure = cause instanceof IOException e ? e : new IOException("pipe failed", cause);
      signal.report();
    }
  }

  private int readyEvents() {
    boolean broken = failure != null;
    boolean read = source != null && (!arrived.isEmpty() || ended || broken);
    boolean write = sink != null && (broken || unwritten.get() == 0);
    return (read ? IOLoop.READ : 0) | (write ? IOLoop.WRITE : 0);
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
