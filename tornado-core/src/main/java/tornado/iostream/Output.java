// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tornado.ioloop.Transport;

/// A stream's state and its output: what may be written depends on the state, so one monitor guards both, this
/// object's own. It is held around lines that don't wait, never while futures complete or user code runs.
///
/// A write goes straight to the transport from the thread that calls, unless earlier bytes are queued; what the
/// transport refuses is queued, and sent by the loop.
///
/// **Thread**: any, but for `flush` and `fail`: loop.
final class Output {
  private static final CompletableFuture<@Nullable Void> DONE =
      CompletableFuture.completedFuture(null);

  private final IOStream stream;
  private final Transport transport;
  private final long maxByteCount;

  /// Changed under the monitor only. Never leaves [StreamState#CLOSED].
  private volatile StreamState state = StreamState.OPEN;

  /// Changed under the monitor only.
  private volatile @Nullable WriteQueue queue;

  /// Set as soon as anyone closes the stream; the state follows when the loop gets to it, after the reads and writes
  /// that came before. Changed under the monitor only.
  private volatile boolean closing;

  private volatile @Nullable Throwable error;

  Output(IOStream stream, Transport transport, long maxByteCount) {
    this.stream = stream;
    this.transport = transport;
    this.maxByteCount = maxByteCount;
  }

  StreamState state() {
    return state;
  }

  @Nullable Throwable error() {
    return error;
  }

  /// Tells whether no more can be written.
  boolean closing() {
    return closing;
  }

  /// Tells whether bytes wait for the peer.
  synchronized boolean writing() {
    return queue != null && queue.byteCount() > 0;
  }

  /// Tells whether the loop has to flush.
  boolean waiting() {
    return queue != null;
  }

  /// Goes from one state to another, unless the stream isn't in the first any more.
  synchronized boolean move(StreamState from, StreamState to) {
    if (state != from) {
      return false;
    }
    state = to;
    return true;
  }

  /// Lets no more be written. The loop then calls [#fail].
  ///
  /// @return false if that was done before
  synchronized boolean close(@Nullable Throwable why) {
    if (closing) {
      return false;
    }
    error = why;
    closing = true;
    return true;
  }

  /// Writes, or queues.
  ///
  /// @param direct whether the calling thread may use the transport
  /// @return a future that is done once the system has the bytes
  CompletableFuture<@Nullable Void> write(Outgoing bytes, boolean direct) {
    CompletableFuture<@Nullable Void> done;
    IOException failure = null;
    synchronized (this) {
      checkRoom(bytes instanceof Outgoing.FilePart ? 0 : bytes.byteCount());
      WriteQueue waiting = queue;
      try {
        if (waiting == null
            && direct
            && state.writable()
            && send(transport, bytes)
            && transport.flush()) {
          return DONE;
        }
        if (waiting == null) {
          waiting = new WriteQueue();
          queue = waiting;
        }
        done = waiting.add(bytes);
      } catch (IOException e) {
        failure = e;
        done = CompletableFuture.failedFuture(new StreamClosedError(e));
      }
    }
    if (failure == null) {
      stream.updateInterest();
    } else {
      stream.outputFailed(failure);
    }
    return done;
  }

  /// Ends our output once everything queued is sent.
  ///
  /// @return false if that was done before, or the stream is closed
  synchronized boolean end() {
    WriteQueue waiting = queue;
    if (closing || state == StreamState.OUTPUT_ENDED || (waiting != null && waiting.ending)) {
      return false;
    }
    if (waiting == null) {
      waiting = new WriteQueue();
      queue = waiting;
    }
    waiting.ending = true;
    return true;
  }

  /// Sends what is queued as far as the transport takes it. The queue stays until the futures of what was sent are
  /// complete, so that no later write overtakes them.
  void flush() {
    WriteQueue waiting;
    List<CompletableFuture<@Nullable Void>> done;
    IOException failure = null;
    synchronized (this) {
      waiting = queue;
      if (waiting == null || !state.writable()) {
        return;
      }
      boolean flushed = false;
      try {
        send(transport, waiting);
        flushed = transport.flush();
      } catch (IOException e) {
        failure = e;
      }
      done = flushed ? waiting.takeDone() : List.of();
    }
    done.forEach(future -> future.complete(null));
    if (failure != null) {
      stream.outputFailed(failure);
    } else if (drop(waiting) && waiting.ending) {
      stream.outputEnded();
    }
  }

  /// Goes to [StreamState#CLOSED], and returns the writes that have failed thereby.
  synchronized List<CompletableFuture<@Nullable Void>> fail() {
    WriteQueue waiting = queue;
    queue = null;
    state = StreamState.CLOSED;
    return waiting == null ? List.of() : waiting.takeAll();
  }

  /// Leaves the transport to another stream.
  ///
  /// @return false if something is under way
  synchronized boolean release() {
    if (closing || state != StreamState.OPEN || queue != null) {
      return false;
    }
    closing = true;
    state = StreamState.CLOSED;
    return true;
  }

  /// Forgets the queue if all of it was sent.
  private synchronized boolean drop(WriteQueue sent) {
    if (queue != sent || !sent.isEmpty()) {
      return false;
    }
    queue = null;
    return true;
  }

  /// Gives to the transport what it takes.
  ///
  /// @return whether everything went; if not the transport takes no more now, or others shall have their turn
  /// @throws IOException if the connection broke, or a file fails
  static boolean send(Transport transport, Outgoing bytes) throws IOException {
    return switch (bytes) {
      case Outgoing.InMemory memory -> send(transport, memory);
      case Outgoing.FilePart file -> file.sendTo(transport);
    };
  }

  private static boolean send(Transport transport, Outgoing.InMemory bytes) throws IOException {
    while (bytes.byteCount() > 0) {
      ByteBuffer[] views = bytes.next();
      long given = remaining(views);
      long taken =
          views.length == 1 ? transport.write(views[0]) : transport.write(views, 0, views.length);
      bytes.skip(taken);
      if (taken < given) {
        return false;
      }
    }
    return true;
  }

  /// Like [#send(Transport, Outgoing)], with everything that is queued.
  static void send(Transport transport, WriteQueue queued) throws IOException {
    boolean all = true;
    for (Outgoing piece = queued.first(); piece != null && all; piece = queued.first()) {
      long before = piece.byteCount();
      all = send(transport, piece);
      queued.sent(before - piece.byteCount());
    }
  }

  private static long remaining(ByteBuffer[] views) {
    long byteCount = 0;
    for (ByteBuffer view : views) {
      byteCount += view.remaining();
    }
    return byteCount;
  }

  /// @param byteCount what the write holds in memory
  private void checkRoom(long byteCount) {
    WriteQueue waiting = queue;
    if (closing) {
      throw new StreamClosedError(error);
    }
    if (state == StreamState.OUTPUT_ENDED || (waiting != null && waiting.ending)) {
      throw new IllegalStateException("write after shutdownOutput");
    }
    if (byteCount + (waiting == null ? 0 : waiting.heldByteCount()) > maxByteCount) {
      throw new StreamBufferFullError("reached maximum write buffer size: " + maxByteCount);
    }
  }
}
