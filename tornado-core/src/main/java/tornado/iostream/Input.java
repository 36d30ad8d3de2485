// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import java.io.IOException;
import java.nio.ByteBuffer;
import okio.Buffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tornado.ioloop.Transport;

/// A stream's input: what was read and not yet taken, and who takes it, one read with a future or a push handler.
///
/// **Thread**: loop, but for `reading`.
final class Input {
  /// How many chunks one peer may have read for it before others get their turn.
  private static final int CHUNKS_PER_EVENT = 16;

  final Buffer buffer = new Buffer();

  private final IOStream stream;
  private final Transport transport;
  private final IOStreamOptions options;
  private volatile @Nullable PendingRead<?> pending;
  private volatile @Nullable PushInput push;

  /// Whether the last read has taken all there was. What has come since the loop will say: to ask the system costs a call.
  private boolean drained;

  /// Set while bytes are taken from the transport. A coroutine that has to wait for a transport's monitor there lets
  /// the loop go on, which must not read the same stream meanwhile.
  private boolean busy;

  Input(IOStream stream, Transport transport, IOStreamOptions options) {
    this.stream = stream;
    this.transport = transport;
    this.options = options;
  }

  boolean reading() {
    return pending != null || push != null;
  }

  /// Tells whether nothing is read or waits to be read.
  boolean idle() {
    PendingRead<?> read = pending;
    return push == null && (read == null || read.future.isDone()) && buffer.exhausted();
  }

  @Nullable PushInput push() {
    return push;
  }

  /// Tells whether the loop should say when there is input. An idle stream listens for its end if someone wants to
  /// know, but not for more input than it could keep.
  boolean wanted(boolean closeCallback) {
    PushInput handler = push;
    if (handler != null) {
      return handler.listening();
    }
    return pending != null
        || (closeCallback && buffer.exhausted() && stream.state() != StreamState.INPUT_ENDED);
  }

  /// Starts a read: from the buffer, then from the transport unless that was found empty, then when there is input.
  void start(PendingRead<?> read) {
    PendingRead<?> earlier = pending;
    boolean closed = stream.state() == StreamState.CLOSED;
    if (read.future.isDone()) {
      return;
    }
    if (push != null || (earlier != null && !earlier.future.isDone() && !closed)) {
      read.future.completeExceptionally(new IllegalStateException("already reading"));
      return;
    }
    if (closed) {
      finishClosed(read);
      return;
    }
    pending = read;
    if (satisfied(read) || (!drained && stream.state().readable() && fill(read, true))) {
      finish(read);
    }
    stream.updateInterest();
  }

  /// Reads because the loop says there is input.
  ///
  /// @return push mode, if its handler is due
  @Nullable PushInput onReadable() {
    if (busy) {
      return null;
    }
    PushInput handler = push;
    if (handler != null) {
      return readFor(handler) ? handler : null;
    }
    PendingRead<?> read = pending;
    if (read != null && read.future.isDone()) {
      // Cancelled: its bytes are left for the next read.
      read = null;
      pending = null;
    }
    if (read == null) {
      readIdly();
    } else if (fill(read, false)) {
      finish(read);
    }
    return null;
  }

  private boolean readFor(PushInput handler) {
    try {
      return handler.read();
    } catch (IOException e) {
      stream.inputFailed(e, false);
      return false;
    }
  }

  /// Ends the read of a stream that was just closed: with what is there if that is enough.
  void closed() {
    PendingRead<?> read = pending;
    if (read != null) {
      pending = null;
      finishClosed(read);
    }
  }

  void startPush(InputHandler handler) {
    PendingRead<?> read = pending;
    if (push != null || (read != null && !read.future.isDone())) {
      throw new IllegalStateException("already reading");
    }
    pending = null;
    var started = new PushInput(stream, this, handler, options.maxBufferSize());
    push = started;
    started.resume();
  }

  void stopPush() {
    push = null;
    stream.updateInterest();
  }

  /// Moves a chunk from the transport to the buffer.
  ///
  /// @return the byte count, 0 if nothing is there now, -1 at the end
  int readChunk() throws IOException {
    ReadScratch scratch = ReadScratch.of(stream.loop());
    ByteBuffer chunk = scratch.take(chunkSize());
    busy = true;
    try {
      int byteCount = transport.read(chunk);
      drained = byteCount >= 0 && chunk.hasRemaining();
      if (byteCount > 0) {
        take(chunk.flip());
      }
      return byteCount;
    } finally {
      busy = false;
      scratch.giveBack(chunk);
    }
  }

  private void take(ByteBuffer chunk) throws IOException {
    PushInput handler = push;
    if (handler != null && buffer.exhausted()) {
      handler.offer(chunk);
    }
    if (chunk.hasRemaining()) {
      buffer.write(chunk);
    }
  }

  /// Reads for `read` until it is satisfied or nothing is there.
  ///
  /// @param first whether the reader is still in its call, so that it learns of a failure without a log line
  /// @return whether the read is satisfied
  private boolean fill(PendingRead<?> read, boolean first) {
    try {
      for (int chunk = 1; read == pending; chunk++) {
        int byteCount = readChunk();
        if (byteCount < 0) {
          stream.close();
          return false;
        }
        boolean drained = byteCount < chunkSize() || chunk == CHUNKS_PER_EVENT;
        if (read == pending && read.ready(buffer, drained)) {
          return true;
        }
        if (tooMuch() || drained) {
          return false;
        }
      }
    } catch (UnsatisfiableReadError e) {
      unsatisfiable(e);
    } catch (IOException e) {
      stream.inputFailed(e, first);
    }
    return false;
  }

  private boolean satisfied(PendingRead<?> read) {
    try {
      return read.ready(buffer, true);
    } catch (UnsatisfiableReadError e) {
      unsatisfiable(e);
      return false;
    }
  }

  private void unsatisfiable(UnsatisfiableReadError e) {
    log().info("Unsatisfiable read, closing connection: {}", e.getMessage());
    stream.close(e);
  }

  private boolean tooMuch() {
    if (buffer.size() <= options.maxBufferSize()) {
      return false;
    }
    log().error("Reached maximum read buffer size");
    stream.close(
        new StreamBufferFullError("reached maximum read buffer size: " + options.maxBufferSize()));
    return true;
  }

  private void readIdly() {
    try {
      if (buffer.exhausted() && readChunk() < 0) {
        stream.close();
      }
    } catch (IOException e) {
      stream.inputFailed(e, false);
    }
  }

  /// Completes a read, unless it was cancelled: then its bytes are left for the next one.
  private void finish(PendingRead<?> read) {
    if (read == pending) {
      pending = null;
      if (!read.future.isDone()) {
        read.finish(buffer);
      }
    }
  }

  private void finishClosed(PendingRead<?> read) {
    try {
      if (read.endsWithStream() || read.ready(buffer, true)) {
        read.finish(buffer);
        return;
      }
    } catch (UnsatisfiableReadError ignored) {
      // The stream is closed already: that is what the reader is told.
    }
    read.future.completeExceptionally(new StreamClosedError(stream.error()));
  }

  private int chunkSize() {
    return Math.min(options.readChunkSize(), ReadScratch.MAX_SIZE);
  }

  private static Logger log() {
    return LoggerFactory.getLogger("tornado.general");
  }
}
