// SPDX-License-Identifier: Apache-2.0
package tornado.http1connection;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import okio.Buffer;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tornado.httputil.HTTPHeaders;
import tornado.httputil.HTTPInputError;
import tornado.httputil.HTTPMessageDelegate;
import tornado.httputil.HTTPServerConnectionDelegate;
import tornado.httputil.HTTPViolation;
import tornado.httputil.RequestContext;
import tornado.httputil.RequestStartLine;
import tornado.httputil.ResponseStartLine;
import tornado.httputil.StartLine;
import tornado.iostream.IOStream;
import tornado.iostream.InputHandler;

/// The exchanges of a server's connection, one after another: the next request is taken once the one before was read
/// and its response written.
///
/// The loop reads, a coroutine on whatever thread writes; [#turn] is where they meet. Whoever is last makes the
/// connection ready for the next request. In the ordinary case, nothing pipelined, that needs no word to the loop.
///
/// ```
/// 0 --read--> READ --written--> 0            READ --input arrives--> READ|INPUT --written--> (loop) 0
/// 0 --written--> WRITTEN --read--> 0
/// ```
///
/// A response that ends the connection, as every one does that begins before the request's body was read, takes no more
/// turns: it is sent, and then the connection closes.
///
/// What both see is written without fences, each of which costs as much as a step of parsing: [#turn] orders it.
///
/// **Thread**: loop, but for `frame` and `written`.
final class ServerExchange implements Exchange, InputHandler, MessageReader.Owner {
  /// The request was read to its end.
  private static final int READ = 1;

  /// The response was written to its end, before the end of a request without a body was seen.
  private static final int WRITTEN = 2;

  /// Bytes of the next request, or the end of input, wait behind the request.
  private static final int INPUT = 4;

  /// How long a connection that is to end waits for a request that the client has sent already, or is about to.
  private static final Duration LAST_CALL = Duration.ofMillis(250);

  private static final Logger GENERAL = LoggerFactory.getLogger("tornado.general");
  private static final Logger APPLICATION = LoggerFactory.getLogger("tornado.application");

  private final HTTP1ServerConnection server;
  private final IOStream stream;
  private final HTTP1ConnectionParameters parameters;
  private final RequestContext context;
  private final HTTPServerConnectionDelegate connectionDelegate;
  private final MessageParser parser;
  private final MessageReader reader;
  private final ReadTimeouts timeouts;
  private final AtomicInteger turn = new AtomicInteger();

  /// The exchange under way; null between requests.
  private final AtomicReference<@Nullable HTTP1Connection> current = new AtomicReference<>();

  /// What hears of it.
  private @Nullable HTTPMessageDelegate delegate;

  private boolean http11;
  private boolean toHead;
  private boolean keepAlive;

  /// Whether the request under way has a body that was not yet read to its end.
  private final AtomicBoolean bodyUnread = new AtomicBoolean();

  /// Whether the next response is the last.
  private volatile boolean draining;

  /// Whether the last response was written.
  private volatile boolean closing;

  ServerExchange(
      HTTP1ServerConnection server,
      IOStream stream,
      HTTP1ConnectionParameters parameters,
      RequestContext context,
      HTTPServerConnectionDelegate connectionDelegate) {
    this.server = server;
    this.stream = stream;
    this.parameters = parameters;
    this.context = context;
    this.connectionDelegate = connectionDelegate;
    this.parser =
        new MessageParser(
            MessageParser.Role.SERVER,
            parameters.maxHeaderSize(),
            parameters.chunkSize(),
            parameters.maxBodySize());
    this.reader = new MessageReader(stream, parser, this, parameters.chunkSize());
    this.timeouts = new ReadTimeouts(stream, parameters);
  }

  void start() {
    stream.setCloseCallback(this::onStreamClosed);
    timeouts.idle();
    stream.startInput(this);
  }

  /// Makes the next response the last. Without one the connection ends shortly.
  void drain() {
    draining = true;
    timeouts.shortenIdle(LAST_CALL);
  }

  @Override
  public void onChunk(ByteBuffer chunk) {
    HTTPMessageDelegate target = delegate;
    long most = parser.leftOfFixed();
    if (target == null || most == 0 || !reader.ready() || !wantsEvents() || !reader.begin()) {
      return;
    }
    try {
      reader.waitFor(offer(target, chunk, most));
      reader.pauseWhileWaiting();
    } catch (RuntimeException | Error e) {
      reader.fail(e);
    } finally {
      reader.end();
    }
    if (parser.leftOfFixed() == 0) {
      takeEvents();
    }
  }

  /// Offers bytes of the body, and none behind it.
  private CompletableFuture<Void> offer(HTTPMessageDelegate target, ByteBuffer chunk, long most) {
    int from = chunk.position();
    int end = chunk.limit();
    chunk.limit((int) Math.min(end, from + most));
    try {
      return target.dataOffered(chunk);
    } finally {
      chunk.limit(end);
      parser.taken(chunk.position() - from);
    }
  }

  @Override
  public void onInput(Buffer input) {
    reader.onInput(input);
    takeEvents();
    reader.pauseIfEnough(wantsEvents());
  }

  @Override
  public void onInputEnd() {
    reader.onInputEnd();
    takeEvents();
  }

  @Override
  public void takeEvents() {
    if (!reader.begin()) {
      return;
    }
    boolean wanted = true;
    try {
      while (reader.ready() && wanted) {
        wanted = wantsEvents();
        Event event = wanted ? reader.next() : null;
        if (event == null) {
          break;
        }
        reader.waitFor(onEvent(event));
      }
    } catch (RuntimeException | Error e) {
      reader.fail(e);
    } finally {
      reader.end();
    }
    // Not asked again: another thread may make us want events just now, and counts on being told of
    // this input.
    if (!wanted && !reader.stopped() && reader.hasInput()) {
      onEarlyInput();
    }
  }

  private boolean wantsEvents() {
    return !closing && (turn.get() & READ) == 0;
  }

  private CompletableFuture<Void> onEvent(Event event) {
    return switch (event) {
      case Event.Head(StartLine startLine, HTTPHeaders headers) ->
          onHead((RequestStartLine) startLine, headers);
      case Event.Data(var chunk) -> onData(chunk);
      case Event.End _ -> onEnd();
    };
  }

  private CompletableFuture<Void> onHead(RequestStartLine startLine, HTTPHeaders headers) {
    http11 = startLine.version().equals("HTTP/1.1");
    toHead = startLine.method().equals("HEAD");
    keepAlive = canKeepAlive(startLine.method(), headers);
    boolean body = parser.state() != MessageParser.State.END;
    bodyUnread.setRelease(body);
    parser.setMaxBodySize(parameters.maxBodySize());
    timeouts.reading(body);
    var connection = new HTTP1Connection(stream, parameters, context, this);
    current.setRelease(connection);
    HTTPMessageDelegate target = connectionDelegate.startRequest(server, connection);
    if (parameters.decompress()) {
      target =
          new GzipMessageDelegate(
              target, stream.loop()::addCallback, parameters.chunkSize(), parser::maxBodySize);
    }
    delegate = target;
    CompletableFuture<Void> ready = target.headersReceived(startLine, headers);
    return expectsContinue(headers) ? ready.thenRun(() -> askToContinue(connection)) : ready;
  }

  /// Asks for the body, unless it is known already that it won't be taken.
  private void askToContinue(HTTP1Connection connection) {
    if (!parser.isFixedTooLarge()) {
      connection.writeContinue();
    }
  }

  private CompletableFuture<Void> onData(ByteString chunk) {
    HTTPMessageDelegate target = delegate;
    return target == null ? HTTPMessageDelegate.READY : target.dataReceived(chunk);
  }

  private CompletableFuture<Void> onEnd() {
    bodyUnread.setRelease(false);
    timeouts.handling();
    HTTPMessageDelegate target = delegate;
    boolean answered = (turn.get() & WRITTEN) != 0;
    if (target != null && !answered) {
      target.finish();
    }
    if (!turn.compareAndSet(0, READ)) {
      // The response is written already.
      if (answered) {
        closeDelegate();
      }
      forget();
      turn.set(0);
      timeouts.idle();
    }
    return HTTPMessageDelegate.READY;
  }

  @Override
  public void written(HTTP1Connection connection) {
    if (connection.closesAfter()) {
      closing = true;
      stream.loop().addCallback(this::closeAfterResponse);
      return;
    }
    while (true) {
      int seen = turn.get();
      if ((seen & READ) == 0) {
        if (turn.compareAndSet(seen, seen | WRITTEN)) {
          return;
        }
        continue;
      }
      forget();
      if ((seen & INPUT) != 0) {
        stream.loop().addCallback(this::next);
        return;
      }
      timeouts.idle();
      if (turn.compareAndSet(READ, 0)) {
        return;
      }
    }
  }

  /// Hears that bytes arrived which nobody wants yet.
  private void onEarlyInput() {
    if (!turn.compareAndSet(READ, READ | INPUT) && wantsEvents()) {
      // The response was written just now: nobody else will ask for this input.
      stream.loop().addCallback(reader::resume);
      return;
    }
    if (reader.inputEnded()) {
      onPeerHalfClosed();
    }
  }

  /// Takes the next request, which waits in the buffer. Ends with the input, if that has ended.
  private void next() {
    turn.set(0);
    timeouts.idle();
    reader.resume();
  }

  @Override
  public OutgoingFraming frame(StartLine startLine, HTTPHeaders headers) {
    if (!(startLine instanceof ResponseStartLine(_, int code, _))) {
      throw new IllegalArgumentException("expected a response start line but was " + startLine);
    }
    return OutgoingFraming.ofResponse(
        code, headers, http11, toHead, keepAlive && !draining && !bodyUnread.getAcquire());
  }

  @Override
  public void onViolation(HTTPInputError error) {
    if (closing) {
      // Answered already, and about to be closed: what more it sends does not matter.
      return;
    }
    if (error.violation() == HTTPViolation.EOF_IN_MESSAGE) {
      onEndInMessage();
      return;
    }
    GENERAL.info("Malformed HTTP message from {}: {}", context.address(), error.getMessage());
    HTTP1Connection connection = current.getAcquire();
    boolean canAnswer = connection == null || connection.abortUnstarted();
    closeDelegate();
    if (canAnswer && !stream.closed()) {
      stream.write(FixedReply.of(error));
      LingeringClose.of(stream);
    } else {
      stream.close();
    }
  }

  /// The peer left amid a message: there is nobody to be told, but earlier responses may be under way to it.
  private void onEndInMessage() {
    HTTP1Connection connection = current.getAcquire();
    boolean begun = connection != null && !connection.abortUnstarted();
    timeouts.handling();
    closeDelegate();
    if (begun) {
      stream.close();
    } else {
      stream.shutdownOutput();
    }
  }

  @Override
  public void onFailure(Throwable failure) {
    APPLICATION.error("Uncaught exception", failure);
    stream.close();
  }

  /// Closes once all responses are sent.
  @Override
  public void onLastEvent() {
    stream.shutdownOutput();
  }

  @Override
  public void detach() {
    reader.stop();
    timeouts.cancel();
    stream.stopInput();
    stream.setCloseCallback(null);
    forget();
    server.end(connectionDelegate);
  }

  @Override
  public void setMaxBodySize(long byteCount) {
    parser.setMaxBodySize(byteCount);
  }

  @Override
  public void setBodyTimeout(Duration timeout) {
    timeouts.setBodyTimeout(timeout);
  }

  /// The peer ended its output while its request is answered. It may have left, or wait for the answer with its own side
  /// shut; the bytes look the same.
  private void onPeerHalfClosed() {
    HTTP1Connection connection = current.getAcquire();
    if (connection == null) {
      return;
    }
    if (http11) {
      HalfCloseProbe.start(connection);
    } else if (connection.writeState() == HTTP1Connection.WriteState.IDLE) {
      stream.close();
    }
  }

  private void onStreamClosed() {
    reader.stop();
    timeouts.cancel();
    closeDelegate();
    server.end(connectionDelegate);
  }

  /// Tells the delegate of the request under way, if there is one, that it is over before it was read and answered.
  private void closeDelegate() {
    HTTPMessageDelegate target = delegate;
    HTTP1Connection connection = current.getAcquire();
    forget();
    boolean read = (turn.get() & READ) != 0;
    if (connection == null
        || (read && connection.writeState() == HTTP1Connection.WriteState.FINISHED)) {
      return;
    }
    runSafely(connection::connectionClosed);
    if (target != null) {
      runSafely(target::onConnectionClose);
    }
  }

  private static void runSafely(Runnable callback) {
    try {
      callback.run();
    } catch (RuntimeException e) {
      APPLICATION.error("Uncaught exception", e);
    }
  }

  private void forget() {
    current.setRelease(null);
    delegate = null;
  }

  private void closeAfterResponse() {
    HTTP1Connection connection = current.getAcquire();
    if (connection == null) {
      return;
    }
    closeDelegate();
    timeouts.cancel();
    connection.lastWrite().whenComplete((_, _) -> closeAfterFlush());
  }

  private void closeAfterFlush() {
    reader.stop();
    if (bodyUnread.getAcquire() || reader.hasInput()) {
      LingeringClose.of(stream);
    } else {
      stream.close();
    }
  }

  /// Tells whether another request may follow. One of HTTP/1.0 must leave no doubt where it ends: with a Transfer-Encoding
  /// it was passed on by something that doesn't know what that is (RFC 9112 §6.1).
  private boolean canKeepAlive(String method, HTTPHeaders headers) {
    if (parameters.noKeepAlive()) {
      return false;
    }
    if (http11) {
      return !OutgoingFraming.saysClose(headers);
    }
    boolean delimited =
        headers.contains("Content-Length") || method.equals("GET") || method.equals("HEAD");
    return delimited
        && !headers.contains("Transfer-Encoding")
        && OutgoingFraming.saysKeepAlive(headers);
  }

  /// Tells whether the client waits for `100 Continue`. One of HTTP/1.0 would take that for the response, whatever it
  /// says (RFC 9110 §10.1.1).
  private boolean expectsContinue(HTTPHeaders headers) {
    String expectation = headers.get("Expect");
    return http11 && expectation != null && expectation.equalsIgnoreCase("100-continue");
  }
}
