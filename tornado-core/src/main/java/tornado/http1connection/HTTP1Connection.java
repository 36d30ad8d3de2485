// SPDX-License-Identifier: Apache-2.0
package tornado.http1connection;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import tornado.httputil.HTTPConnection;
import tornado.httputil.HTTPHeaders;
import tornado.httputil.HTTPMessageDelegate;
import tornado.httputil.HTTPOutputError;
import tornado.httputil.RequestContext;
import tornado.httputil.StartLine;
import tornado.iostream.IOStream;
import tornado.iostream.StreamClosedError;

/// One exchange on an HTTP/1.1 connection: a message read and a message written (RFC 9112). Servers and clients use the
/// same class; which side it is decides who writes first.
///
/// What it writes:
/// ```
/// IDLE --writeHeaders--> HEADERS_WRITTEN --finish--> FINISHED
///   \                         |                        ^
///    \--------- abort --------+------> ABORTED         |
///     \------------------ finish ----------------------/
/// ```
///
/// Tornado: `HTTP1Connection`.
///
/// **Thread**: `writeHeaders`, `write`, `finish` any, one caller at a time; the rest loop.
public final class HTTP1Connection implements HTTPConnection {
  /// How far the outgoing message is.
  enum WriteState {
    IDLE,
    HEADERS_WRITTEN,
    FINISHED,
    ABORTED
  }

  /// Writes the state without a fence, where what follows has one.
  private static final AtomicReferenceFieldUpdater<HTTP1Connection, WriteState> WRITE_STATE =
      AtomicReferenceFieldUpdater.newUpdater(HTTP1Connection.class, WriteState.class, "writeState");

  private static final String LAST_CHUNK = "0\r\n\r\n";
  private static final ByteString INTERIM_CONTINUE =
      ByteString.encodeUtf8("HTTP/1.1 100 Continue\r\n\r\n");

  private final IOStream stream;
  private final HTTP1ConnectionParameters parameters;
  private final Exchange exchange;

  /// On a client's connection for one exchange only.
  private final @Nullable SingleResponse single;

  private final long startNanos;
  private RequestContext context;
  private @Nullable Runnable closeCallback;

  /// Guards the step from IDLE to HEADERS_WRITTEN against interim responses of the loop's.
  private final Object lock = new Object();

  private volatile WriteState writeState = WriteState.IDLE;
  private boolean chunked;
  private boolean closesAfter;
  private volatile boolean detached;

  /// What is left of a declared Content-Length; -1 if none was declared.
  private long expected = -1;

  private CompletableFuture<?> lastWrite = HTTPMessageDelegate.READY;

  /// Makes a client's exchange on a connected stream.
  public HTTP1Connection(
      IOStream stream, HTTP1ConnectionParameters parameters, RequestContext context) {
    this.stream = stream;
    this.startNanos = stream.loop().turnTime();
    this.parameters = parameters;
    this.context = context;
    this.single = new SingleResponse();
    this.exchange = new ClientExchange(stream, parameters, single, false);
  }

  /// Makes a server's exchange, or one of a kept connection.
  HTTP1Connection(
      IOStream stream,
      HTTP1ConnectionParameters parameters,
      RequestContext context,
      Exchange exchange) {
    this.stream = stream;
    this.startNanos = stream.loop().turnTime();
    this.parameters = parameters;
    this.context = context;
    this.exchange = exchange;
    this.single = null;
  }

  /// Reads the decimal digits of a Content-Length and nothing else. Tornado: `parse_int`.
  ///
  /// @throws tornado.httputil.HTTPInputError for anything but one or more ASCII digits
  public static long parseInt(String digits) {
    return Framing.parseInt(digits);
  }

  /// Reads the hexadecimal digits of a chunk size and nothing else. Tornado: `parse_hex_int`.
  ///
  /// @throws tornado.httputil.HTTPInputError for anything but one or more ASCII hexadecimal digits
  public static long parseHexInt(String digits) {
    return Framing.parseHexInt(digits);
  }

  /// Tells whether a body comes in chunks (RFC 9112 §6.1). Tornado: `is_transfer_encoding_chunked`.
  ///
  /// @throws tornado.httputil.HTTPInputError for another transfer coding, or a Content-Length beside it
  public static boolean isTransferEncodingChunked(HTTPHeaders headers) {
    return Framing.isTransferEncodingChunked(headers);
  }

  /// Reads the response to the request that was written, for a client.
  ///
  /// @return whether the connection can carry another exchange, once the response was read
  /// @throws IllegalStateException on a server's exchange
  public CompletableFuture<Boolean> readResponse(HTTPMessageDelegate delegate) {
    if (single == null || !(exchange instanceof ClientExchange client)) {
      throw new IllegalStateException(
          "readResponse on a server's exchange, or one of a kept connection");
    }
    if (single.result().isDone()) {
      throw new IllegalStateException("readResponse on an exchange that is read");
    }
    client.begin(this, delegate, parameters.decompress());
    client.start();
    return single.result();
  }

  @Override
  public CompletableFuture<Void> writeHeaders(
      StartLine startLine, HTTPHeaders headers, ByteString chunk) {
    HeadBytes head = head(startLine, headers);
    return head == null ? gone() : writeBody(head, chunk);
  }

  @Override
  public CompletableFuture<Void> writeHeaders(
      StartLine startLine, HTTPHeaders headers, FileChannel file, long position, long byteCount) {
    HeadBytes head = head(startLine, headers);
    if (head == null) {
      return gone();
    }
    if (chunked || byteCount > HeadBytes.SMALL_FILE) {
      CompletableFuture<Void> sent = send(head, ByteString.EMPTY);
      return byteCount == 0 ? sent : write(file, position, byteCount);
    }
    count(byteCount);
    try {
      return send(head.toWrite(file, position, (int) byteCount), ByteString.EMPTY);
    } catch (IOException ignored) {
      // What the file lacks shows again in a moment, when the peer has what there is.
      send(head, ByteString.EMPTY);
      return sendFile(file, position, byteCount);
    }
  }

  /// Makes the head.
  ///
  /// @return null if the exchange was given up
  private @Nullable HeadBytes head(StartLine startLine, HTTPHeaders headers) {
    HeadBytes head = HeadBytes.forWriting(stream.loop());
    synchronized (lock) {
      if (writeState == WriteState.ABORTED) {
        return null;
      }
      if (writeState != WriteState.IDLE) {
        throw new IllegalStateException("writeHeaders in state " + writeState);
      }
      OutgoingFraming framing = exchange.frame(startLine, headers);
      HeadEncoder.writeStartLine(head, startLine);
      HeadEncoder.writeFields(head, headers);
      head.text(framing.fields()).endOfLine();
      chunked = framing.chunked();
      closesAfter = framing.closesAfter();
      expected = framing.byteCount();
      WRITE_STATE.lazySet(this, WriteState.HEADERS_WRITTEN);
    }
    return head;
  }

  @Override
  public CompletableFuture<Void> write(ByteString chunk) {
    if (writeState == WriteState.ABORTED) {
      return gone();
    }
    checkWritable();
    return chunk.size() == 0
        ? HTTPMessageDelegate.READY
        : writeBody(HeadBytes.forWriting(stream.loop()), chunk);
  }

  @Override
  public CompletableFuture<Void> write(FileChannel file, long position, long byteCount) {
    if (writeState == WriteState.ABORTED) {
      return gone();
    }
    checkWritable();
    if (byteCount == 0) {
      return HTTPMessageDelegate.READY;
    }
    count(byteCount);
    if (!chunked) {
      return sendFile(file, position, byteCount);
    }
    sendText(Long.toHexString(byteCount) + "\r\n");
    sendFile(file, position, byteCount);
    // Not done before the file is: what is written goes in order.
    return sendText("\r\n");
  }

  private void checkWritable() {
    if (writeState != WriteState.HEADERS_WRITTEN) {
      throw new IllegalStateException("write in state " + writeState);
    }
  }

  private CompletableFuture<Void> writeBody(HeadBytes head, ByteString chunk) {
    if (chunk.size() == 0) {
      return send(head, ByteString.EMPTY);
    }
    count(chunk.size());
    if (chunked) {
      head.text(Integer.toHexString(chunk.size())).endOfLine().bytes(chunk).endOfLine();
      return send(head, ByteString.EMPTY);
    }
    if (chunk.size() <= HeadBytes.SMALL_BODY) {
      return send(head.bytes(chunk), ByteString.EMPTY);
    }
    return send(head, chunk);
  }

  @Override
  public void finish() {
    if (writeState == WriteState.FINISHED || writeState == WriteState.ABORTED) {
      return;
    }
    if (writeState == WriteState.HEADERS_WRITTEN && expected > 0 && !stream.closed()) {
      long missing = expected;
      abort();
      throw new HTTPOutputError("tried to write " + missing + " bytes less than Content-Length");
    }
    if (writeState == WriteState.HEADERS_WRITTEN && chunked) {
      sendText(LAST_CHUNK);
    }
    // Where nothing was said only the end of the connection tells the peer that nothing comes.
    closesAfter |= writeState == WriteState.IDLE;
    WRITE_STATE.lazySet(this, WriteState.FINISHED);
    if (!detached) {
      tellWritten();
    }
  }

  /// Lets the next message begin when the system has all of this one: a peer that asks on and on but doesn't read must not fill our
  /// memory with answers.
  private void tellWritten() {
    if (lastWrite.isDone()) {
      exchange.written(this);
    } else {
      lastWrite.whenComplete((_, _) -> exchange.written(this));
    }
  }

  @Override
  public void abort() {
    writeState = WriteState.ABORTED;
    stream.close();
  }

  /// Hands over the stream, whose input no longer belongs to HTTP: for protocols that begin with an upgrade. Bytes that
  /// arrived behind the message are still in the stream.
  public IOStream detach() {
    detached = true;
    exchange.detach();
    return stream;
  }

  @Override
  public void setMaxBodySize(long byteCount) {
    if (byteCount < 0) {
      throw new IllegalArgumentException("byteCount < 0: " + byteCount);
    }
    exchange.setMaxBodySize(byteCount);
  }

  @Override
  public void setBodyTimeout(Duration timeout) {
    exchange.setBodyTimeout(timeout);
  }

  @Override
  public void setCloseCallback(@Nullable Runnable callback) {
    closeCallback = callback;
  }

  @Override
  public RequestContext context() {
    return context;
  }

  @Override
  public void setContext(RequestContext context) {
    this.context = context;
  }

  @Override
  public long startNanos() {
    return startNanos;
  }

  @Override
  public long nanoTime() {
    return stream.loop().time();
  }

  /// Returns the stream, for the parts of this package.
  IOStream stream() {
    return stream;
  }

  HTTP1ConnectionParameters parameters() {
    return parameters;
  }

  WriteState writeState() {
    return writeState;
  }

  boolean closesAfter() {
    return closesAfter;
  }

  /// Gives up the outgoing message, if it has not begun.
  ///
  /// @return false if it has
  boolean abortUnstarted() {
    synchronized (lock) {
      if (writeState != WriteState.IDLE) {
        return false;
      }
      writeState = WriteState.ABORTED;
      return true;
    }
  }

  /// Returns the future of the last write: once it is done, all was given to the system.
  CompletableFuture<?> lastWrite() {
    return lastWrite;
  }

  /// Writes `100 Continue`, unless the response has begun or the stream was handed over.
  ///
  /// @return false if so
  boolean writeContinue() {
    synchronized (lock) {
      if (writeState != WriteState.IDLE || detached) {
        return false;
      }
      try {
        stream.write(INTERIM_CONTINUE);
        return true;
      } catch (StreamClosedError e) {
        return false;
      }
    }
  }

  /// Runs the close callback: the peer left before the message written was finished.
  void connectionClosed() {
    Runnable callback = closeCallback;
    closeCallback = null;
    if (callback != null && writeState != WriteState.FINISHED) {
      callback.run();
    }
  }

  private void count(long byteCount) {
    if (expected < 0) {
      return;
    }
    if (byteCount > expected) {
      abort();
      throw new HTTPOutputError("tried to write more data than Content-Length");
    }
    expected -= byteCount;
  }

  /// Returns what a write to a connection that was given up comes to.
  private CompletableFuture<Void> gone() {
    return CompletableFuture.failedFuture(new StreamClosedError(stream.error()));
  }

  private CompletableFuture<Void> sendText(String text) {
    return send(HeadBytes.forWriting(stream.loop()).text(text), ByteString.EMPTY);
  }

  private CompletableFuture<Void> send(HeadBytes head, ByteString body) {
    return send(head.toWrite(), body);
  }

  private CompletableFuture<Void> send(ByteBuffer head, ByteString body) {
    try {
      return noted(stream.write(head, body));
    } catch (StreamClosedError e) {
      return noted(CompletableFuture.failedFuture(e));
    }
  }

  private CompletableFuture<Void> sendFile(FileChannel file, long position, long byteCount) {
    try {
      return noted(stream.write(file, position, byteCount));
    } catch (StreamClosedError e) {
      return noted(CompletableFuture.failedFuture(e));
    }
  }

  /// Notes a write to the stream. A peer that is gone is no fault of the application's: the future says so to whoever looks.
  @SuppressWarnings("unchecked") // a Void future holds nothing but null
  private CompletableFuture<Void> noted(CompletableFuture<?> write) {
    lastWrite = write;
    return (CompletableFuture<Void>) write;
  }
}
