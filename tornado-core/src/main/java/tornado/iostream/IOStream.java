// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import okio.Buffer;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tornado.ioloop.IOLoop;
import tornado.ioloop.Transport;
import tornado.netutil.SSLOptions;
import tornado.netutil.internal.TCPTransport;

/// A non-blocking stream of bytes with buffered reads and writes, over a socket or any other [Transport].
///
/// ```java
/// IOStream stream = IOStream.of(SocketChannel.open());
/// await(stream.connect(new InetSocketAddress("example.com", 80)));
/// await(stream.write("GET / HTTP/1.0\r\n\r\n"));
/// ByteString head = await(stream.readUntil("\r\n\r\n"));
/// stream.close();
/// ```
///
/// Reads and writes give futures. One read at a time may be under way; writes may follow each other without waiting,
/// and their futures complete in order. A protocol codec uses push mode instead ([#startInput]): no future a read, and
/// the end of the input leaves the output open.
///
/// ```
///    open --connect--> connecting --> open
///
///    open --the peer ends its output, in push mode--> input_ended --shutdownOutput--> closed
///    open --shutdownOutput, all is sent--> output_ended --the peer ends its output--> closed
///    any  --close, failure, the peer ends its output--> closed
/// ```
///
/// A stream closes by [#close], when the connection breaks, when a read can't be satisfied within its limit, or when
/// the peer ends its output (in push mode: when both have). What was buffered can be read even then; any other read
/// fails with [StreamClosedError]. An idle stream notices that the peer left only if it has a close callback.
///
/// Differences from Tornado: a read never throws, its future fails, since a coroutine may call from another thread
/// than the loop's. [#write] throws as Tornado's does.
///
/// Tornado: [IOStream](https://www.tornadoweb.org/en/stable/iostream.html#tornado.iostream.IOStream).
///
/// **Thread**: any, but for push mode, which is the loop's; called from other threads reads and closing take a turn of
/// the loop, and writes go straight to the transport.
public sealed class IOStream permits PipeIOStream, SSLIOStream {
  /// How many pieces are read at most after a write has failed.
  private static final int LAST_WORDS = 16;

  private final IOLoop loop;
  private final Transport transport;
  private final Output output;
  private final Input input;
  private final Connecting connecting;
  private final IOStreamOptions streamOptions;

  /// Loop only, as the field below.
  private @Nullable Runnable closeCallback;

  private int interest = IOLoop.NONE;

  /// Makes a stream on the current loop, with the default limits.
  public IOStream(Transport transport) {
    this(IOLoop.current(), transport, IOStreamOptions.DEFAULT);
  }

  /// Makes a stream.
  ///
  /// @param transport connected, or to be connected by [#connect]; the stream owns it from here on
  public IOStream(IOLoop loop, Transport transport, IOStreamOptions options) {
    this.loop = loop;
    this.transport = transport;
    this.streamOptions = options;
    this.output = new Output(this, transport, options.maxWriteBufferSize());
    this.input = new Input(this, transport, options);
    this.connecting = new Connecting(this, transport, output);
    register();
  }

  /// Makes a stream over a TCP channel on the current loop, with the default limits. The channel is made non-blocking.
  public static IOStream of(SocketChannel channel) {
    return new IOStream(new TCPTransport(channel));
  }

  /// Connects. Reads and writes may be started before it is done.
  ///
  /// @return this stream; fails with [StreamClosedError], whose real error says why, if the address can't be reached,
  ///     and with [IllegalStateException] or [IllegalArgumentException], leaving the stream as it is, if it is
  ///     connected or connecting already or the address of a kind the transport can't use
  public CompletableFuture<IOStream> connect(SocketAddress address) {
    return connecting.connect(address);
  }

  /// Reads up to and including the UTF-8 bytes of `delimiter`.
  public CompletableFuture<ByteString> readUntil(String delimiter) {
    return readUntil(ByteString.encodeUtf8(delimiter), Long.MAX_VALUE);
  }

  /// Like [#readUntil(ByteString, long)].
  public CompletableFuture<ByteString> readUntil(String delimiter, long maxByteCount) {
    return readUntil(ByteString.encodeUtf8(delimiter), maxByteCount);
  }

  /// Reads up to and including `delimiter`.
  public CompletableFuture<ByteString> readUntil(ByteString delimiter) {
    return readUntil(delimiter, Long.MAX_VALUE);
  }

  /// Reads up to and including `delimiter`, which must end within `maxByteCount` bytes. If it doesn't the stream closes
  /// with [UnsatisfiableReadError].
  ///
  /// @throws IllegalArgumentException if `delimiter` is empty or `maxByteCount` negative
  public CompletableFuture<ByteString> readUntil(ByteString delimiter, long maxByteCount) {
    if (delimiter.size() == 0) {
      throw new IllegalArgumentException("delimiter is empty");
    }
    return read(new PendingRead.UntilDelimiter(delimiter, checkNotNegative(maxByteCount)));
  }

  /// Reads up to and including the first match of `regex` over the bytes as ISO-8859-1.
  public CompletableFuture<ByteString> readUntilRegex(String regex) {
    return readUntilRegex(Pattern.compile(regex), Long.MAX_VALUE);
  }

  /// Like [#readUntilRegex(Pattern, long)].
  public CompletableFuture<ByteString> readUntilRegex(String regex, long maxByteCount) {
    return readUntilRegex(Pattern.compile(regex), maxByteCount);
  }

  /// Reads up to and including the first match of `pattern` over the bytes as ISO-8859-1.
  public CompletableFuture<ByteString> readUntilRegex(Pattern pattern) {
    return readUntilRegex(pattern, Long.MAX_VALUE);
  }

  /// Reads up to and including the first match of `pattern` over the bytes as ISO-8859-1, which must end within
  /// `maxByteCount` bytes. If it doesn't the stream closes with [UnsatisfiableReadError].
  ///
  /// @throws IllegalArgumentException if `maxByteCount` is negative
  public CompletableFuture<ByteString> readUntilRegex(Pattern pattern, long maxByteCount) {
    return read(new PendingRead.UntilRegex(pattern, checkNotNegative(maxByteCount)));
  }

  /// Reads `byteCount` bytes.
  ///
  /// @throws IllegalArgumentException if `byteCount` is negative
  public CompletableFuture<ByteString> readBytes(long byteCount) {
    return read(new PendingRead.Count(checkNotNegative(byteCount), false));
  }

  /// Reads what is there, up to `byteCount` bytes: at least one, unless `byteCount` is 0. Tornado: `partial=True`.
  ///
  /// @throws IllegalArgumentException if `byteCount` is negative
  public CompletableFuture<ByteString> readBytesPartial(long byteCount) {
    return read(new PendingRead.Count(checkNotNegative(byteCount), true));
  }

  /// Fills `target` up to its limit. It belongs to the stream until the future is done.
  ///
  /// @return the byte count
  public CompletableFuture<Integer> readInto(ByteBuffer target) {
    return read(new PendingRead.Into(target, false));
  }

  /// Reads what is there into `target`: at least one byte, unless it has no room. Tornado: `partial=True`.
  ///
  /// @return the byte count
  public CompletableFuture<Integer> readIntoPartial(ByteBuffer target) {
    return read(new PendingRead.Into(target, true));
  }

  /// Reads everything until the stream closes. What a closed stream has buffered counts.
  public CompletableFuture<ByteString> readUntilClose() {
    return read(new PendingRead.UntilClose());
  }

  /// Writes `bytes`.
  ///
  /// @return a future that is done once the system has the bytes; it fails with [StreamClosedError] if the connection
  ///     breaks first
  /// @throws StreamClosedError if the stream is closed
  /// @throws StreamBufferFullError if more bytes would wait than [IOStreamOptions#maxWriteBufferSize]
  /// @throws IllegalStateException after [#shutdownOutput]
  public CompletableFuture<@Nullable Void> write(ByteString bytes) {
    return output.write(new Outgoing.Views(Outgoing.NOTHING, bytes.asByteBuffer()), direct());
  }

  /// Writes `text` as UTF-8; see [#write(ByteString)].
  public CompletableFuture<@Nullable Void> write(String text) {
    return write(ByteString.encodeUtf8(text));
  }

  /// Takes all bytes of `source` and writes them; see [#write(ByteString)].
  public CompletableFuture<@Nullable Void> write(Buffer source) {
    return output.write(new Outgoing.Segments(source, Outgoing.NOTHING), direct());
  }

  /// Takes all bytes of `head` and writes them and `body`, in one call to the system if that takes it all; see
  /// [#write(ByteString)]. Bodies over 2048 bytes are not copied.
  public CompletableFuture<@Nullable Void> write(Buffer head, ByteString body) {
    if (body.size() <= WriteQueue.SMALL) {
      return write(head.write(body));
    }
    return output.write(new Outgoing.Segments(head, body.asByteBuffer()), direct());
  }

  /// Writes the remaining bytes of `source`, which is the caller's again when this returns; see [#write(ByteString)].
  public CompletableFuture<@Nullable Void> write(ByteBuffer source) {
    return output.write(new Outgoing.Views(source, Outgoing.NOTHING), direct());
  }

  /// Writes the remaining bytes of `head`, which is the caller's again when this returns, and `body`, in one call to the
  /// system if that takes it all; see [#write(ByteString)]. For a codec that makes each head in the same buffer.
  public CompletableFuture<@Nullable Void> write(ByteBuffer head, ByteString body) {
    ByteBuffer rest = body.size() == 0 ? Outgoing.NOTHING : body.asByteBuffer();
    return output.write(new Outgoing.Views(head, rest), direct());
  }

  /// Writes `byteCount` bytes of a file from `position` on, without reading them into memory where the system can do that; see
  /// [#write(ByteString)]. They don't count against [IOStreamOptions#maxWriteBufferSize].
  ///
  /// The file stays the caller's, to be closed once the future is done. If it turns out to be shorter, or is closed before that, the
  /// stream closes: the peer must not take what it has for all.
  ///
  /// @throws IllegalArgumentException if `position` or `byteCount` is negative
  public CompletableFuture<@Nullable Void> write(FileChannel file, long position, long byteCount) {
    if (position < 0) {
      throw new IllegalArgumentException("position < 0: " + position);
    }
    return output.write(
        new Outgoing.FilePart(file, position, checkNotNegative(byteCount)), direct());
  }

  /// Ends our output once all that was written is sent: the peer reads to the end, and input goes on. If the input has
  /// ended too the stream closes then. A second call does nothing.
  public void shutdownOutput() {
    if (output.end()) {
      onLoop(output::flush);
    }
  }

  /// Starts push mode: input goes to `handler` as it comes, what is buffered soon.
  ///
  /// The end of input does not close the stream. Input the handler leaves is passed again with more; if it leaves more
  /// than [IOStreamOptions#maxBufferSize] reading pauses until [#resumeInput].
  ///
  /// @throws IllegalStateException if a read is under way, or off the loop's thread
  public void startInput(InputHandler handler) {
    checkInLoop("startInput");
    input.startPush(handler);
  }

  /// Stops calling the input handler, until [#resumeInput]. Without one, nothing happens.
  public void pauseInput() {
    checkInLoop("pauseInput");
    PushInput push = input.push();
    if (push != null) {
      push.pause();
    }
  }

  /// Goes on calling the input handler, soon if something is buffered. Without one, nothing happens.
  public void resumeInput() {
    checkInLoop("resumeInput");
    PushInput push = input.push();
    if (push != null) {
      push.resume();
    }
  }

  /// Ends push mode. What is buffered stays for reads, or for the next handler.
  public void stopInput() {
    checkInLoop("stopInput");
    input.stopPush();
  }

  /// Goes on with TLS on the same connection, as protocols with a command for that do. This stream is closed thereby, without closing the
  /// connection; its close callback passes to the new one. Tornado: `start_tls`.
  ///
  /// Cancelling the future gives the handshake up and closes the connection.
  ///
  /// @param options for a server's or a client's side
  /// @param serverHostname the name that a client sends and checks; null for a server's side
  /// @return the new stream once hands are shaken; fails with the [javax.net.ssl.SSLException] within a
  ///     [java.util.concurrent.CompletionException] if that fails, and with [IllegalStateException], leaving this stream as it is, if
  ///     it is reading, writing, connecting or closed, or has unread input: that came in the clear, and must not pass for secure
  /// @throws IllegalArgumentException if a client checks hosts and there is none
  public CompletableFuture<SSLIOStream> startTls(
      SSLOptions options, @Nullable String serverHostname) {
    // With the port, since a session is kept for a host and port.
    int port = transport.remoteAddress() instanceof InetSocketAddress peer ? peer.getPort() : -1;
    SSLEngine engine = options.newEngine(serverHostname, port);
    var future = new CompletableFuture<SSLIOStream>();
    onLoop(() -> startTls(new SSLTransport(transport, engine, options), future));
    return future;
  }

  private void startTls(SSLTransport over, CompletableFuture<SSLIOStream> future) {
    if (!input.idle() || !output.release()) {
      future.completeExceptionally(
          new IllegalStateException("startTls on a stream that is not idle"));
      return;
    }
    transport.unregister();
    var secure = new SSLIOStream(loop, over, streamOptions);
    secure.setCloseCallback(closeCallback);
    closeCallback = null;
    future.whenComplete((_, _) -> {
      if (future.isCancelled()) {
        secure.close();
      }
    });
    secure.start();
    secure
        .waitForHandshake()
        .whenComplete((_, failure) -> {
          if (failure == null) {
            future.complete(secure);
          } else {
            future.completeExceptionally(failure);
          }
        });
  }

  /// Sets what runs once when the stream has closed, on a later turn of the loop; soon if it has already. Null: nothing.
  ///
  /// With a callback an idle stream notices that its peer left, unless unread input is buffered.
  public void setCloseCallback(@Nullable Runnable callback) {
    onLoop(() -> {
      closeCallback = callback;
      if (state() == StreamState.CLOSED) {
        scheduleCloseCallback();
      } else {
        updateInterest();
      }
    });
  }

  /// Closes both directions. What is queued is not sent. Idempotent.
  public void close() {
    close(null);
  }

  /// Closes both directions, because of `error` if that isn't null. Idempotent; the first error stays.
  public void close(@Nullable Throwable error) {
    closeFirst(error);
  }

  /// @return false if it was closed before
  private boolean closeFirst(@Nullable Throwable error) {
    boolean first = output.close(error);
    if (first) {
      onLoop(this::finishClose);
    }
    return first;
  }

  /// Tells whether the stream is closed.
  public boolean closed() {
    return output.closing();
  }

  /// Tells whether a read is under way or push mode is on.
  public boolean reading() {
    return input.reading();
  }

  /// Tells whether written bytes wait for the peer.
  public boolean writing() {
    return output.writing();
  }

  /// Returns why the stream closed, or null: it didn't, or nothing was wrong.
  public @Nullable Throwable error() {
    return output.error();
  }

  /// Sends small writes at once (TCP_NODELAY) or gathers them. Without effect on what is no TCP socket, or is closed.
  public void setNodelay(boolean value) {
    onLoop(() -> {
      try {
        if (state() != StreamState.CLOSED) {
          transport.setNoDelay(value);
        }
      } catch (IOException e) {
        log().debug("setNodelay failed: {}", e.toString());
      }
    });
  }

  /// Returns the peer's address, or null if unknown or not connected.
  public @Nullable SocketAddress remoteAddress() {
    return transport.remoteAddress();
  }

  /// Returns the local address, or null if unknown, not bound, or closed.
  public @Nullable SocketAddress localAddress() {
    return transport.localAddress();
  }

  /// Returns the loop the stream belongs to.
  public IOLoop loop() {
    return loop;
  }

  StreamState state() {
    return output.state();
  }

  /// Makes the loop report what is waited for, and nothing else.
  void updateInterest() {
    if (!loop.inLoop()) {
      loop.addCallback(this::updateInterest);
      return;
    }
    int wanted =
        switch (state()) {
          case CLOSED -> interest;
          case CONNECTING -> connecting.underWay() ? IOLoop.WRITE : interest;
          case OPEN, INPUT_ENDED, OUTPUT_ENDED ->
              (input.wanted(closeCallback != null) ? IOLoop.READ : IOLoop.NONE)
                  | (output.waiting() ? IOLoop.WRITE : IOLoop.NONE);
        };
    if (wanted != interest) {
      interest = wanted;
      transport.setInterest(wanted);
    }
  }

  /// Tells the transport again what is waited for, once it is connected: up to there WRITE meant the end of connecting to it.
  void resetInterest() {
    interest = IOLoop.NONE;
    if (state() != StreamState.CLOSED) {
      transport.setInterest(interest);
      updateInterest();
    }
  }

  /// Ends the input in push mode.
  void inputEnded() {
    output.move(StreamState.OPEN, StreamState.INPUT_ENDED);
    updateInterest();
  }

  /// Closes because reading failed.
  ///
  /// @param told whether the reader learns of it without a log line
  void inputFailed(IOException e, boolean told) {
    if (closeFirst(e) && !told) {
      logFailure("read", e);
    }
  }

  /// Closes because writing failed.
  void outputFailed(IOException e) {
    PushInput push = input.push();
    if (push != null && push.handler().takesLastWords()) {
      // Later: the writer may be a coroutine, or the handler itself.
      loop.addCallback(() -> {
        takeLastWords();
        closeFailed(e);
      });
    } else {
      closeFailed(e);
    }
  }

  private void closeFailed(IOException e) {
    if (closeFirst(e)) {
      logFailure("write", e);
    }
  }

  /// Reads what the system still has from a peer that is gone.
  private void takeLastWords() {
    for (int i = 0; i < LAST_WORDS && !closed() && state().readable(); i++) {
      PushInput push = input.onReadable();
      if (push == null) {
        return;
      }
      handOver(push);
    }
  }

  /// Ends our output, all of which is sent.
  void outputEnded() {
    if (!output.move(StreamState.OPEN, StreamState.OUTPUT_ENDED)) {
      close();
      return;
    }
    try {
      transport.shutdownOutput();
    } catch (IOException e) {
      outputFailed(e);
    }
  }

  private <T> CompletableFuture<T> read(PendingRead<T> read) {
    onLoop(() -> input.start(read));
    return read.future;
  }

  private void register() {
    try {
      transport.register(loop, this::onReady);
    } catch (IOException e) {
      close(e);
    }
  }

  private void onReady(int events) {
    if (state() == StreamState.CONNECTING) {
      connecting.finish();
      return;
    }
    if ((events & IOLoop.READ) != 0 && state().readable()) {
      PushInput push = input.onReadable();
      if (push != null) {
        handOver(push);
      }
    }
    if ((events & IOLoop.WRITE) != 0 && state().writable()) {
      output.flush();
    }
    updateInterest();
  }

  /// Hands over what is due in push mode. A handler that fails leaves the input in no known state, so that the stream can't go on.
  void handOver(PushInput push) {
    try {
      if (push.beginInput()) {
        push.handler().onInput(input.buffer);
        push.endInput();
      }
      if (push.beginEnd()) {
        push.handler().onInputEnd();
        if (state() == StreamState.OUTPUT_ENDED) {
          close();
        }
      }
    } catch (RuntimeException | Error e) {
      close(e);
      throw e;
    }
  }

  private void finishClose() {
    List<CompletableFuture<@Nullable Void>> writes = output.fail();
    try {
      transport.close();
    } catch (IOException e) {
      log().debug("close failed: {}", e.toString());
    }
    input.closed();
    writes.forEach(write -> write.completeExceptionally(new StreamClosedError(error())));
    connecting.closed();
    scheduleCloseCallback();
  }

  private void scheduleCloseCallback() {
    Runnable callback = closeCallback;
    closeCallback = null;
    if (callback != null) {
      loop.addCallback(callback);
    }
  }

  /// Peers that just leave are none of the log's business.
  private void logFailure(String what, IOException e) {
    if (e instanceof SSLException) {
      log().warn("SSL Error on {}: {}", remoteAddress(), e.getMessage());
    } else if (Resets.isReset(e)) {
      log().debug("peer left during {}: {}", what, e.getMessage());
    } else {
      log().warn("error on {}: {}", what, e.toString());
    }
  }

  /// Tells whether the calling thread may write to the transport: the loop's own, one of its coroutines, or a plain
  /// thread. Another loop's may not: two loops that wait for each other's coroutines at a monitor would wait forever.
  private boolean direct() {
    if (loop.inLoop()) {
      return true;
    }
    IOLoop current = IOLoop.currentOrNull();
    return current == null || current == loop;
  }

  /// Runs `action` on the loop: now if the caller is, else in its next turn.
  void onLoop(Runnable action) {
    if (loop.inLoop()) {
      action.run();
    } else {
      loop.addCallback(action);
    }
  }

  private void checkInLoop(String method) {
    if (!loop.inLoop()) {
      throw new IllegalStateException(
          method + " must be called on the loop but was on " + Thread.currentThread());
    }
  }

  private static long checkNotNegative(long byteCount) {
    if (byteCount < 0) {
      throw new IllegalArgumentException("byteCount < 0: " + byteCount);
    }
    return byteCount;
  }

  private static Logger log() {
    return LoggerFactory.getLogger("tornado.general");
  }
}
