// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import okio.Buffer;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tornado.ioloop.IOLoop;
import tornado.ioloop.LoopLocal;
import tornado.ioloop.Transport;
import tornado.netutil.TCPTransport;

/// A stream of bytes over a [Transport], buffered both ways. Reads and writes return futures; a coroutine awaits them.
///
/// ```java
/// var line = await(stream.readUntil("\n"));
/// await(stream.write(line));
/// ```
///
/// One read at a time may be under way. Writes may be queued; their futures are done, in order, when the system has taken the
/// bytes. A write goes straight to the transport from the calling thread if nothing is queued, and only what the system refuses
/// is left to the loop.
///
/// ```
/// CONNECTING --connected--> OPEN --shutdownOutput--> OUTPUT_ENDED
///      \                      |                          |
///       \------ close --------+--------- close ----------+--> CLOSED
/// ```
///
/// Where Tornado has a flag `partial`, there is a second method here. Tornado: `BaseIOStream` and `IOStream`.
///
/// **Thread**: reads, `close` and writes any (reads and `close` hop to the loop); the rest loop.
public final class IOStream {
  /// Where a stream is in its life.
  enum State {
    CONNECTING,
    OPEN,
    OUTPUT_ENDED,
    CLOSED
  }

  private static final int READS_AT_ONCE = 16;
  private static final Logger LOG = LoggerFactory.getLogger("tornado.general");
  private static final CompletableFuture<@Nullable Void> DONE =
      CompletableFuture.completedFuture(null);

  /// What a loop's streams read into, one after another.
  private static final LoopLocal<ByteBuffer> READ_BUFFER =
      new LoopLocal<>(_ -> ByteBuffer.allocateDirect(65_536));

  private final IOLoop loop;
  private final Transport transport;
  private final IOStreamOptions options;
  private final Buffer readBuffer = new Buffer();

  /// Guards `writeQueue`, and keeps writes of several threads apart. Held for no more than a non-blocking write.
  private final Object writeLock = new Object();

  /// Null until the system first refuses bytes. Guarded by `writeLock`.
  private @Nullable WriteQueue writeQueue;

  private volatile State state = State.OPEN;
  private volatile @Nullable Throwable error;
  private @Nullable PendingRead<?> pendingRead;
  private @Nullable InputHandler inputHandler;
  private @Nullable CompletableFuture<IOStream> connecting;
  private @Nullable Runnable closeCallback;
  private boolean inputPaused;
  private boolean inputEnded;
  private boolean handingOver;
  private boolean handOverQueued;
  private boolean endOutputWhenFlushed;

  /// Makes a stream of the current loop with the default limits.
  public IOStream(Transport transport) {
    this(IOLoop.current(), transport, IOStreamOptions.DEFAULT);
  }

  /// Makes a stream.
  ///
  /// @param transport belongs to the stream from now on
  public IOStream(IOLoop loop, Transport transport, IOStreamOptions options) {
    this.loop = loop;
    this.transport = transport;
    this.options = options;
    try {
      transport.register(loop, this::onReady);
    } catch (IOException e) {
      close(e);
    }
  }

  /// Makes a stream of a socket channel, connected or to be connected with [#connect].
  public static IOStream of(SocketChannel channel) {
    return new IOStream(new TCPTransport(channel));
  }

  /// Returns the loop that the stream belongs to.
  public IOLoop loop() {
    return loop;
  }

  /// Returns the peer's address, or null if there is none.
  public @Nullable SocketAddress remoteAddress() {
    return transport.remoteAddress();
  }

  /// Returns the local address, or null if there is none.
  public @Nullable SocketAddress localAddress() {
    return transport.localAddress();
  }

  /// Connects. Writes may be queued before it is done.
  ///
  /// @return this stream; failed with [StreamClosedError] that carries what the system said
  public CompletableFuture<IOStream> connect(SocketAddress address) {
    var future = new CompletableFuture<IOStream>();
    state = State.CONNECTING;
    onLoop(() -> startConnecting(address, future));
    return future;
  }

  private void startConnecting(SocketAddress address, CompletableFuture<IOStream> future) {
    connecting = future;
    try {
      if (transport.connect(address)) {
        connected();
      } else {
        updateInterest();
      }
    } catch (UnresolvedAddressException e) {
      close(new UnknownHostException("unknown host: " + address));
    } catch (IOException e) {
      close(e);
    }
  }

  private void connected() throws IOException {
    CompletableFuture<IOStream> future = connecting;
    connecting = null;
    state = State.OPEN;
    transport.setInterest(IOLoop.NONE);
    if (future != null) {
      future.complete(this);
    }
    flushQueue();
    updateInterest();
  }

  /// Reads up to and including `delimiter`.
  public CompletableFuture<ByteString> readUntil(String delimiter) {
    return readUntil(ByteString.encodeUtf8(delimiter), Long.MAX_VALUE);
  }

  /// Reads up to and including `delimiter`.
  public CompletableFuture<ByteString> readUntil(ByteString delimiter) {
    return readUntil(delimiter, Long.MAX_VALUE);
  }

  /// Reads up to and including `delimiter`, which has to end within `maxByteCount` bytes; otherwise the stream closes with
  /// [UnsatisfiableReadError].
  public CompletableFuture<ByteString> readUntil(ByteString delimiter, long maxByteCount) {
    return start(new PendingRead.Until(delimiter, maxByteCount));
  }

  /// Reads up to the end of the first match of `pattern` in the bytes, taken as latin-1.
  public CompletableFuture<ByteString> readUntilRegex(Pattern pattern) {
    return readUntilRegex(pattern, Long.MAX_VALUE);
  }

  /// Reads up to the end of the first match of `pattern`, which has to end within `maxByteCount` bytes; otherwise the stream closes
  /// with [UnsatisfiableReadError].
  public CompletableFuture<ByteString> readUntilRegex(Pattern pattern, long maxByteCount) {
    return start(new PendingRead.UntilRegex(pattern, maxByteCount));
  }

  /// Reads exactly `byteCount` bytes; zero gives none at once.
  public CompletableFuture<ByteString> readBytes(long byteCount) {
    return start(new PendingRead.Bytes(notNegative(byteCount), false));
  }

  /// Reads from 1 to `byteCount` bytes, as soon as there are any. Tornado: `read_bytes(partial=True)`.
  public CompletableFuture<ByteString> readBytesPartial(long byteCount) {
    return start(new PendingRead.Bytes(notNegative(byteCount), true));
  }

  /// Fills `target`, which is the stream's until the future is done.
  ///
  /// @return how many bytes were read: as many as there was room for
  public CompletableFuture<Integer> readInto(ByteBuffer target) {
    return start(new PendingRead.Into(target, false));
  }

  /// Reads into `target` what there is, as soon as there is any. Tornado: `read_into(partial=True)`.
  ///
  /// @return how many bytes were read
  public CompletableFuture<Integer> readIntoPartial(ByteBuffer target) {
    return start(new PendingRead.Into(target, true));
  }

  /// Reads until the peer ends its output; on a closed stream, what is buffered.
  public CompletableFuture<ByteString> readUntilClose() {
    return start(new PendingRead.UntilClose());
  }

  private <T> CompletableFuture<T> start(PendingRead<T> read) {
    if (mayTouch()) {
      begin(read);
    } else {
      loop.addCallback(() -> {
        try {
          begin(read);
        } catch (IllegalStateException e) {
          read.future.completeExceptionally(e);
        }
      });
    }
    return read.future;
  }

  private void begin(PendingRead<?> read) {
    if (pendingRead != null) {
      throw new IllegalStateException("already reading");
    }
    if (inputHandler != null) {
      throw new IllegalStateException("reading belongs to an input handler");
    }
    pendingRead = read;
    if (satisfyPending(closed())) {
      updateInterest();
      return;
    }
    if (closed()) {
      failPending();
      return;
    }
    if (state != State.CONNECTING) {
      readAvailable();
    }
    updateInterest();
  }

  /// Writes bytes.
  ///
  /// @return done when the system has taken them
  /// @throws StreamClosedError if the stream is closed
  /// @throws StreamBufferFullError if more than the limit would be queued
  public CompletableFuture<@Nullable Void> write(ByteString data) {
    return send(data.asByteBuffer(), null);
  }

  /// Writes text in UTF-8; as [#write(ByteString)].
  public CompletableFuture<@Nullable Void> write(String text) {
    return write(ByteString.encodeUtf8(text));
  }

  /// Writes all of a buffer, which is empty then; as [#write(ByteString)].
  public CompletableFuture<@Nullable Void> write(Buffer data) {
    return send(ByteBuffer.wrap(data.readByteArray()), null);
  }

  /// Writes the remaining bytes of `data`, which is the caller's again when this returns; as [#write(ByteString)].
  public CompletableFuture<@Nullable Void> write(ByteBuffer data) {
    return send(data, null);
  }

  /// Writes the remaining bytes of `head`, which is the caller's again when this returns, then `body`, in one go; as
  /// [#write(ByteString)].
  public CompletableFuture<@Nullable Void> write(ByteBuffer head, ByteString body) {
    return send(head, body.size() == 0 ? null : body.asByteBuffer());
  }

  private CompletableFuture<@Nullable Void> send(ByteBuffer first, @Nullable ByteBuffer second) {
    IOException failure = null;
    CompletableFuture<@Nullable Void> future = DONE;
    synchronized (writeLock) {
      checkWritable(first.remaining() + (second == null ? 0 : second.remaining()));
      try {
        if (canWriteNow()) {
          writeNow(first, second);
        }
        if (first.hasRemaining() || (second != null && second.hasRemaining())) {
          future = enqueue(first, second);
        }
      } catch (IOException e) {
        failure = e;
      }
    }
    if (failure != null) {
      IOException cause = failure;
      onLoop(() -> close(cause));
      return CompletableFuture.failedFuture(new StreamClosedError(cause));
    }
    if (future != DONE) {
      onLoop(this::updateInterest);
    }
    return future;
  }

  private boolean canWriteNow() {
    return state == State.OPEN && (writeQueue == null || writeQueue.isEmpty());
  }

  private void writeNow(ByteBuffer first, @Nullable ByteBuffer second) throws IOException {
    if (second == null) {
      transport.write(first);
    } else {
      transport.write(new ByteBuffer[] {first, second}, 0, 2);
    }
  }

  private CompletableFuture<@Nullable Void> enqueue(ByteBuffer first, @Nullable ByteBuffer second) {
    if (writeQueue == null) {
      writeQueue = new WriteQueue();
    }
    writeQueue.add(copy(first));
    if (second != null) {
      writeQueue.add(second);
    }
    return writeQueue.flush();
  }

  /// Copies what a caller may change; the bytes of a ByteString never do.
  private static ByteBuffer copy(ByteBuffer data) {
    if (data.isReadOnly()) {
      return data;
    }
    return ByteBuffer.allocate(data.remaining()).put(data).flip();
  }

  private void checkWritable(long byteCount) {
    if (state == State.CLOSED) {
      throw new StreamClosedError(error);
    }
    if (state == State.OUTPUT_ENDED || endOutputWhenFlushed) {
      throw new IllegalStateException("write after shutdownOutput");
    }
    long queued = writeQueue == null ? 0 : writeQueue.byteCount();
    if (queued + byteCount > options.maxWriteBufferSize()) {
      throw new StreamBufferFullError("write buffer over " + options.maxWriteBufferSize() + " bytes");
    }
  }

  /// Ends the output once all that is queued was written. Input goes on: the peer may still answer.
  public void shutdownOutput() {
    onLoop(() -> {
      endOutputWhenFlushed = true;
      flushQueue();
    });
  }

  /// Takes the input from now on: `handler` gets what arrives, and what is buffered already.
  ///
  /// @throws IllegalStateException if a read is under way, or another handler is set
  public void startInput(InputHandler handler) {
    if (pendingRead != null || inputHandler != null) {
      throw new IllegalStateException("already reading");
    }
    inputHandler = handler;
    inputPaused = false;
    handOverLater();
    updateInterest();
  }

  /// Stops taking input for now: the peer feels it once the system's buffers are full.
  public void pauseInput() {
    inputPaused = true;
    updateInterest();
  }

  /// Takes input again, what was left in the buffer first.
  public void resumeInput() {
    inputPaused = false;
    handOverLater();
    updateInterest();
  }

  /// Gives the input back: reads with futures are possible again, what is buffered included.
  public void stopInput() {
    inputHandler = null;
    updateInterest();
  }

  /// Sets what runs once, in a later turn, when the stream has closed from either side; null for nothing. With it set, an idle
  /// stream watches for the peer's end.
  public void setCloseCallback(@Nullable Runnable callback) {
    closeCallback = callback;
    if (callback != null && closed()) {
      runCloseCallback();
    } else {
      updateInterest();
    }
  }

  /// Closes the stream. What is queued and was not written is lost. Idempotent.
  public void close() {
    onLoop(() -> closeNow(null));
  }

  /// Closes the stream because of `cause`, which becomes its [#error].
  public void close(@Nullable Throwable cause) {
    onLoop(() -> closeNow(cause));
  }

  /// Tells whether the stream is closed.
  public boolean closed() {
    return state == State.CLOSED;
  }

  /// Tells whether a read is under way.
  public boolean reading() {
    return pendingRead != null;
  }

  /// Tells whether something waits to be written.
  public boolean writing() {
    synchronized (writeLock) {
      return writeQueue != null && !writeQueue.isEmpty();
    }
  }

  /// Returns what closed the stream, or null if it is open or was closed in the ordinary way.
  public @Nullable Throwable error() {
    return error;
  }

  /// Sends small writes at once (TCP_NODELAY) or gathers them. A connection that is gone doesn't matter.
  public void setNodelay(boolean noDelay) {
    try {
      transport.setNoDelay(noDelay);
    } catch (IOException e) {
      LOG.debug("setting TCP_NODELAY failed: {}", e.toString());
    }
  }

  private void onReady(int events) {
    try {
      if (state == State.CONNECTING) {
        if (transport.finishConnect()) {
          connected();
        }
        return;
      }
      if ((events & IOLoop.WRITE) != 0) {
        flushQueue();
      }
      if ((events & IOLoop.READ) != 0 && state != State.CLOSED) {
        readAvailable();
      }
      updateInterest();
    } catch (IOException e) {
      close(e);
    }
  }

  /// Reads what the transport has, for as long as it is wanted, but not for ever: other streams wait too.
  private void readAvailable() {
    ByteBuffer target = READ_BUFFER.get(loop);
    try {
      for (int i = 0; i < READS_AT_ONCE && !inputEnded && !closed(); i++) {
        target.clear().limit(Math.min(target.capacity(), options.readChunkSize()));
        int count = transport.read(target);
        if (count > 0) {
          target.flip();
          boolean full = count == options.readChunkSize() || count == target.capacity();
          readBuffer.write(target);
          if (!handOver() || !full) {
            return;
          }
        } else {
          if (count < 0) {
            onInputEnd();
          }
          return;
        }
      }
    } catch (IOException e) {
      LOG.debug("error on read: {}", e.toString());
      closeNow(e);
    }
  }

  /// Hands what is buffered to whoever reads.
  ///
  /// @return whether more is wanted at once
  private boolean handOver() {
    InputHandler handler = inputHandler;
    if (handler != null) {
      handOver(handler);
      return false;
    }
    if (pendingRead == null || satisfyPending(false)) {
      return false;
    }
    if (readBuffer.size() > options.maxBufferSize()) {
      LOG.error("Reached maximum read buffer size");
      closeNow(new StreamBufferFullError("read buffer over " + options.maxBufferSize() + " bytes"));
      return false;
    }
    return !closed();
  }

  private void handOver(InputHandler handler) {
    if (handingOver || readBuffer.exhausted()) {
      return;
    }
    handingOver = true;
    try {
      handler.onInput(readBuffer);
    } catch (RuntimeException e) {
      LOG.error("Uncaught exception, closing connection", e);
      closeNow(e);
    } finally {
      handingOver = false;
    }
  }

  /// Hands over in the next turn what is there already: bytes, the end of input.
  private void handOverLater() {
    if (!handOverQueued && (!readBuffer.exhausted() || inputEnded)) {
      handOverQueued = true;
      loop.addCallback(() -> {
        handOverQueued = false;
        InputHandler handler = inputHandler;
        if (handler != null && !inputPaused && !closed()) {
          handOver(handler);
          if (inputEnded && inputHandler == handler && !inputPaused) {
            handler.onInputEnd();
          }
          updateInterest();
        }
      });
    }
  }

  private void onInputEnd() {
    inputEnded = true;
    InputHandler handler = inputHandler;
    if (handler != null) {
      handler.onInputEnd();
    } else {
      closeNow(null);
    }
  }

  private boolean satisfyPending(boolean last) {
    PendingRead<?> read = pendingRead;
    if (read == null) {
      return false;
    }
    try {
      // Cleared first: whoever hears of the result may start the next read.
      pendingRead = null;
      if (read.satisfy(readBuffer, last)) {
        return true;
      }
      pendingRead = read;
      return false;
    } catch (UnsatisfiableReadError e) {
      LOG.info("Unsatisfiable read, closing connection: {}", e.getMessage());
      pendingRead = read;
      failWith(e);
      return false;
    }
  }

  private void failWith(Throwable cause) {
    PendingRead<?> read = pendingRead;
    pendingRead = null;
    closeNow(cause);
    if (read != null) {
      read.future.completeExceptionally(new StreamClosedError(error));
    }
  }

  private void failPending() {
    PendingRead<?> read = pendingRead;
    pendingRead = null;
    if (read != null) {
      read.future.completeExceptionally(new StreamClosedError(error));
    }
  }

  private void flushQueue() {
    List<CompletableFuture<@Nullable Void>> done = List.of();
    try {
      synchronized (writeLock) {
        if (writeQueue != null && state == State.OPEN) {
          done = writeQueue.writeTo(transport);
        }
        boolean flushed = writeQueue == null || writeQueue.isEmpty();
        if (endOutputWhenFlushed && flushed && state == State.OPEN) {
          state = State.OUTPUT_ENDED;
          transport.shutdownOutput();
        }
      }
    } catch (IOException e) {
      closeNow(e);
    }
    done.forEach(future -> future.complete(null));
    updateInterest();
  }

  private void closeNow(@Nullable Throwable cause) {
    if (state == State.CLOSED) {
      return;
    }
    CompletableFuture<IOStream> connect = connecting;
    List<CompletableFuture<@Nullable Void>> orphans = List.of();
    synchronized (writeLock) {
      error = cause;
      state = State.CLOSED;
      if (writeQueue != null) {
        orphans = writeQueue.drop();
      }
    }
    try {
      transport.close();
    } catch (IOException e) {
      LOG.debug("closing failed: {}", e.toString());
    }
    if (connect != null) {
      connecting = null;
      connect.completeExceptionally(new StreamClosedError(cause));
    }
    if (!satisfyPending(true)) {
      failPending();
    }
    orphans.forEach(future -> future.completeExceptionally(new StreamClosedError(cause)));
    runCloseCallback();
  }

  private void runCloseCallback() {
    Runnable callback = closeCallback;
    closeCallback = null;
    if (callback != null) {
      loop.addCallback(callback);
    }
  }

  private void updateInterest() {
    if (state == State.CLOSED) {
      return;
    }
    if (!loop.inLoop() && loop.running()) {
      loop.addCallback(this::updateInterest);
      return;
    }
    boolean write = state == State.CONNECTING || writing();
    boolean read = state != State.CONNECTING && !inputEnded && wantsInput();
    transport.setInterest((read ? IOLoop.READ : 0) | (write ? IOLoop.WRITE : 0));
  }

  private boolean wantsInput() {
    if (inputHandler != null) {
      return !inputPaused && readBuffer.size() <= options.maxBufferSize();
    }
    return pendingRead != null || (closeCallback != null && readBuffer.exhausted());
  }

  /// Tells whether the caller is the loop, or nobody is.
  private boolean mayTouch() {
    return loop.inLoop() || !loop.running();
  }

  private void onLoop(Runnable action) {
    if (mayTouch()) {
      action.run();
    } else {
      loop.addCallback(action);
    }
  }

  private static long notNegative(long byteCount) {
    if (byteCount < 0) {
      throw new IllegalArgumentException("byteCount < 0: " + byteCount);
    }
    return byteCount;
  }
}
