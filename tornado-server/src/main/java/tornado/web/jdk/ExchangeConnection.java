// SPDX-License-Identifier: Apache-2.0
package tornado.web.jdk;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsExchange;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import tornado.http1connection.HTTP1Connection;
import tornado.httpserver.internal.PeerAddress;
import tornado.httputil.HTTPConnection;
import tornado.httputil.HTTPHeaders;
import tornado.httputil.HTTPInputError;
import tornado.httputil.HTTPMessageDelegate;
import tornado.httputil.HTTPOutputError;
import tornado.httputil.HTTPServerConnection;
import tornado.httputil.RequestContext;
import tornado.httputil.ResponseStartLine;
import tornado.httputil.StartLine;
import tornado.ioloop.IOLoop;
import tornado.iostream.StreamClosedError;

/// The answering side of an exchange of the JDK's server. It carries one request: the connection behind it is that server's.
///
/// ```
/// IDLE --writeHeaders--> HEADERS_WRITTEN --finish--> FINISHED
///   \                         |                        ^
///    \--------- abort --------+------> ABORTED         |
///     \------------------ finish ----------------------/
/// ```
///
/// **Thread**: as [HTTPConnection]; `refuse` and `end` the exchange's.
final class ExchangeConnection implements HTTPConnection, HTTPServerConnection {
  /// How far the answer is.
  enum State {
    IDLE,
    HEADERS_WRITTEN,
    FINISHED,
    ABORTED
  }

  /// What [tornado.httpserver.HTTPServer] has, too.
  private static final long MAX_BODY_BYTES = 104_857_600;

  private static final int PIECE_BYTES = 64 << 10;

  /// What the JDK's server writes itself, from the length it is told.
  private static final Set<String> FRAMING = Set.of("content-length", "transfer-encoding");

  private final HttpExchange exchange;
  private final IOLoop loop;
  private final ExchangeSteps steps;
  private final long startNanos;
  private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);
  private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();
  private volatile RequestContext context;
  private volatile long maxBodySize = MAX_BODY_BYTES;
  private volatile @Nullable Runnable closeCallback;

  /// What is left of a declared Content-Length; -1 if none was declared.
  private long expected = -1;

  /// Whether there is a body to write, for the exchange's thread.
  private boolean hasBody;

  ExchangeConnection(HttpExchange exchange, IOLoop loop, ExchangeSteps steps) {
    this.exchange = exchange;
    this.loop = loop;
    this.steps = steps;
    this.startNanos = loop.time();
    String ip = PeerAddress.ip(exchange.getRemoteAddress());
    this.context = new RequestContext(ip, exchange instanceof HttpsExchange ? "https" : "http", ip);
  }

  @Override
  public CompletableFuture<Void> writeHeaders(
      StartLine startLine, HTTPHeaders headers, ByteString chunk) {
    if (!(startLine instanceof ResponseStartLine(_, int code, _))) {
      throw new IllegalArgumentException("expected a response start line but was " + startLine);
    }
    long declared = contentLength(headers);
    if (!state.compareAndSet(State.IDLE, State.HEADERS_WRITTEN)) {
      checkState(State.IDLE, "writeHeaders");
      return gone();
    }
    boolean bodiless = isBodiless(code);
    expected = bodiless ? 0 : declared;
    count(chunk.size());
    List<HTTPHeaders.Field> fields = headers.getAll();
    return steps.add(() -> {
      fields.forEach(field -> addField(field, bodiless && code != 204));
      begin(code, bodiless ? 0 : declared);
      send(chunk);
    });
  }

  /// Adds a field. An answer without a body may say how long that would be.
  private void addField(HTTPHeaders.Field field, boolean lengthToo) {
    String name = field.name().toLowerCase(Locale.ROOT);
    if (!FRAMING.contains(name) || (lengthToo && name.equals("content-length"))) {
      exchange.getResponseHeaders().add(field.name(), field.value());
    }
  }

  /// Sends the head. The JDK has other signs for what is unknown and for none: 0 and -1.
  private void begin(int code, long byteCount) throws IOException {
    hasBody = byteCount != 0;
    exchange.sendResponseHeaders(code, byteCount == 0 ? -1 : Math.max(0, byteCount));
  }

  private void send(ByteString chunk) throws IOException {
    if (hasBody) {
      OutputStream out = exchange.getResponseBody();
      chunk.write(out);
      out.flush();
    }
  }

  @Override
  public CompletableFuture<Void> write(ByteString chunk) {
    if (!checkState(State.HEADERS_WRITTEN, "write")) {
      return gone();
    }
    if (chunk.size() == 0) {
      return HTTPMessageDelegate.READY;
    }
    count(chunk.size());
    return steps.add(() -> send(chunk));
  }

  @Override
  public CompletableFuture<Void> write(FileChannel file, long position, long byteCount) {
    if (!checkState(State.HEADERS_WRITTEN, "write")) {
      return gone();
    }
    count(byteCount);
    return steps.add(() -> copy(file, position, byteCount));
  }

  private void copy(FileChannel file, long position, long byteCount) throws IOException {
    ByteBuffer piece = ByteBuffer.allocate(PIECE_BYTES);
    long end = position + byteCount;
    long at = position;
    while (at < end) {
      piece.clear().limit((int) Math.min(PIECE_BYTES, end - at));
      int count = file.read(piece, at);
      if (count < 0) {
        throw new EOFException("file is shorter than " + end + " bytes");
      }
      exchange.getResponseBody().write(piece.array(), 0, count);
      at += count;
    }
    exchange.getResponseBody().flush();
  }

  @Override
  public void finish() {
    State was = state.get();
    if (was == State.FINISHED || was == State.ABORTED) {
      return;
    }
    if (was == State.HEADERS_WRITTEN && expected > 0) {
      abort();
      throw new HTTPOutputError("tried to write " + expected + " bytes less than Content-Length");
    }
    if (!state.compareAndSet(was, State.FINISHED)) {
      return;
    }
    steps.add(was == State.IDLE ? ExchangeConnection::breakOff : this::closeBody);
  }

  /// Ends the answer, and reads some of what is left of the request: the JDK keeps the connection if that is all.
  private void closeBody() throws IOException {
    if (hasBody) {
      exchange.getResponseBody().close();
    }
    steps.end();
  }

  @Override
  public void abort() {
    state.set(State.ABORTED);
    steps.add(ExchangeConnection::breakOff);
  }

  /// A handler that throws is the JDK's way to close a connection without ending the answer.
  private static void breakOff() throws IOException {
    throw new IOException("the answer was given up");
  }

  /// Answers a request that can't be read with a status and nothing else.
  ///
  /// @throws IOException if an answer has begun, to close the connection
  void refuse(int status) throws IOException {
    if (!state.compareAndSet(State.IDLE, State.ABORTED)) {
      breakOff();
    }
    exchange.getResponseHeaders().set("Connection", "close");
    exchange.sendResponseHeaders(status, -1);
    steps.end();
  }

  /// Takes no more, whatever was written.
  void end() {
    state.updateAndGet(was -> was == State.FINISHED ? was : State.ABORTED);
  }

  boolean finished() {
    return state.get() == State.FINISHED;
  }

  @Override
  public void setMaxBodySize(long byteCount) {
    if (byteCount < 0) {
      throw new IllegalArgumentException("byteCount < 0: " + byteCount);
    }
    maxBodySize = byteCount;
  }

  long maxBodySize() {
    return maxBodySize;
  }

  /// {@inheritDoc}
  ///
  /// Here nothing: reading is the JDK's, which has the system property `sun.net.httpserver.maxReqTime`.
  @Override
  public void setBodyTimeout(Duration timeout) {}

  @Override
  public void setCloseCallback(@Nullable Runnable callback) {
    closeCallback = callback;
  }

  @Nullable Runnable closeCallback() {
    return closeCallback;
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
  public long nanoTime() {
    return loop.time();
  }

  @Override
  public long startNanos() {
    return startNanos;
  }

  @Override
  public CompletableFuture<@Nullable Void> close() {
    abort();
    return ended;
  }

  @Override
  public CompletableFuture<@Nullable Void> drain() {
    return ended;
  }

  @Override
  public CompletableFuture<@Nullable Void> ended() {
    return ended;
  }

  private boolean isBodiless(int code) {
    return exchange.getRequestMethod().equals("HEAD")
        || code == 204
        || code == 304
        || (code >= 100 && code < 200);
  }

  private static long contentLength(HTTPHeaders headers) {
    String length = headers.get("Content-Length");
    try {
      return length == null ? -1 : HTTP1Connection.parseInt(length);
    } catch (HTTPInputError e) {
      throw new HTTPOutputError("Content-Length is not a number: " + length);
    }
  }

  /// @return false if the answer was given up
  private boolean checkState(State wanted, String call) {
    State is = state.get();
    if (is != wanted && is != State.ABORTED) {
      throw new IllegalStateException(call + " in state " + is);
    }
    return is == wanted;
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

  private static CompletableFuture<Void> gone() {
    return CompletableFuture.failedFuture(new StreamClosedError(null));
  }
}
