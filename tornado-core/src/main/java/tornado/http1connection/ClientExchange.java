// SPDX-License-Identifier: Apache-2.0
package tornado.http1connection;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import okio.Buffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import tornado.httputil.HTTPHeaders;
import tornado.httputil.HTTPInputError;
import tornado.httputil.HTTPMessageDelegate;
import tornado.httputil.HTTPViolation;
import tornado.httputil.RequestStartLine;
import tornado.httputil.ResponseStartLine;
import tornado.httputil.StartLine;
import tornado.iostream.IOStream;
import tornado.iostream.InputHandler;

/// A client's exchanges, one after another: a request written, a response read, interim responses before it included. Of a connection
/// that was given for one exchange only the first.
///
/// **Thread**: loop, but for `frame` and `written`.
final class ClientExchange implements Exchange, InputHandler, MessageReader.Owner {
  private final IOStream stream;
  private final MessageParser parser;
  private final MessageReader reader;
  private final ReadTimeouts timeouts;
  private final HTTP1ConnectionParameters parameters;

  /// Hears of the ends, and keeps the connection.
  private final HTTP1ClientConnection.Listener listener;

  /// Whether more than one exchange comes.
  private final boolean persistent;

  private @Nullable HTTP1Connection connection;
  private @Nullable HTTPMessageDelegate delegate;
  private boolean ended;
  private boolean interim;
  private boolean keepAlive;
  private boolean requestClosed;

  ClientExchange(
      IOStream stream,
      HTTP1ConnectionParameters parameters,
      HTTP1ClientConnection.Listener listener,
      boolean persistent) {
    this.stream = stream;
    this.parameters = parameters;
    this.listener = listener;
    this.persistent = persistent;
    this.parser =
        new MessageParser(
            MessageParser.Role.CLIENT,
            parameters.maxHeaderSize(),
            parameters.chunkSize(),
            parameters.maxBodySize());
    this.reader = new MessageReader(stream, parser, this, parameters.chunkSize());
    this.timeouts = new ReadTimeouts(stream, parameters);
  }

  /// Starts reading; what comes while no exchange is under way ends the connection.
  void start() {
    stream.setCloseCallback(this::onStreamClosed);
    timeouts.idle();
    stream.startInput(this);
  }

  /// Begins an exchange.
  ///
  /// @param decompress whether a gzip body is decompressed for `target`
  void begin(HTTP1Connection next, HTTPMessageDelegate target, boolean decompress) {
    if (delegate != null || ended) {
      throw new IllegalStateException(
          ended
              ? "an exchange on a connection that has ended"
              : "an exchange on a connection that has one under way");
    }
    connection = next;
    parser.setMaxBodySize(parameters.maxBodySize());
    delegate =
        decompress
            ? new GzipMessageDelegate(
                target, stream.loop()::addCallback, parameters.chunkSize(), parser::maxBodySize)
            : target;
  }

  /// Tells whether an exchange may begin.
  boolean idle() {
    return delegate == null && !ended && !stream.closed();
  }

  @Override
  public void onInput(Buffer input) {
    reader.onInput(input);
    if (delegate == null && persistent) {
      // Nobody asked for it: to take it for the next response would let one server answer for
      // another.
      stream.close();
      return;
    }
    takeEvents();
    reader.pauseIfEnough(!ended);
  }

  @Override
  public void onInputEnd() {
    reader.onInputEnd();
    if (delegate == null && persistent) {
      stream.close();
      return;
    }
    takeEvents();
  }

  /// A server may answer before it has the whole request, and then close.
  @Override
  public boolean takesLastWords() {
    return true;
  }

  /// What comes behind the response stays where it is: the connection does not go on.
  @Override
  public void takeEvents() {
    if (!reader.begin()) {
      return;
    }
    try {
      while (reader.ready() && delegate != null) {
        Event event = reader.next();
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
  }

  private CompletableFuture<Void> onEvent(Event event) {
    HTTPMessageDelegate target = delegate;
    if (target == null) {
      return HTTPMessageDelegate.READY;
    }
    return switch (event) {
      case Event.Head(StartLine startLine, HTTPHeaders headers) -> {
        int code = ((ResponseStartLine) startLine).code();
        interim = code >= 100 && code < 200 && code != 101;
        keepAlive = canKeepAlive((ResponseStartLine) startLine, headers);
        timeouts.reading(parser.state() != MessageParser.State.END);
        yield target.headersReceived(startLine, headers);
      }
      case Event.Data(var chunk) -> target.dataReceived(chunk);
      case Event.End _ -> {
        onEnd(target);
        yield HTTPMessageDelegate.READY;
      }
    };
  }

  private void onEnd(HTTPMessageDelegate target) {
    timeouts.handling();
    if (interim) {
      timeouts.idle();
      return;
    }
    if (!persistent) {
      stop();
    }
    target.finish();
    if (delegate == null) {
      return;
    }
    delegate = null;
    boolean open = canGoOn();
    if (!open) {
      stream.close();
    }
    listener.exchangeEnded(open);
  }

  private void stop() {
    ended = true;
    timeouts.cancel();
    reader.stop();
    stream.stopInput();
    stream.setCloseCallback(null);
  }

  /// Tells whether the connection can carry another exchange. Bytes behind the response are none of the next one's: to take
  /// them for it would let one server answer for another (RFC 9112 §6.3). A request that was answered before it was sent is not sent on,
  /// which only the connection's end can say.
  private boolean canGoOn() {
    return keepAlive
        && !requestClosed
        && connection != null
        && connection.writeState() == HTTP1Connection.WriteState.FINISHED
        && connection.lastWrite().isDone()
        && !connection.lastWrite().isCompletedExceptionally()
        && !reader.hasInput()
        && !stream.closed();
  }

  private boolean canKeepAlive(ResponseStartLine startLine, HTTPHeaders headers) {
    if (parameters.noKeepAlive() || parser.state() == MessageParser.State.UNTIL_CLOSE) {
      return false;
    }
    if (startLine.version().equals("HTTP/1.1")) {
      return !OutgoingFraming.saysClose(headers);
    }
    // RFC 9112 §6.1: an older server that sends a Transfer-Encoding passed on what it doesn't know.
    return OutgoingFraming.saysKeepAlive(headers) && !headers.contains("Transfer-Encoding");
  }

  @Override
  public OutgoingFraming frame(StartLine startLine, HTTPHeaders headers) {
    if (!(startLine instanceof RequestStartLine(String method, _, _))) {
      throw new IllegalArgumentException("expected a request start line but was " + startLine);
    }
    parser.expectResponseToHead(method.equals("HEAD"));
    OutgoingFraming framing = OutgoingFraming.ofRequest(method, headers);
    requestClosed = framing.closesAfter();
    return framing;
  }

  @Override
  public void written(HTTP1Connection written) {
    // Nothing to do: the response ends the exchange, also one that comes before the request was
    // written.
  }

  @Override
  public void onViolation(HTTPInputError error) {
    if (error.violation() == HTTPViolation.EOF_IN_MESSAGE) {
      stream.close();
      return;
    }
    LoggerFactory.getLogger("tornado.general")
        .info(
            "Malformed HTTP message from {}: {}",
            connection == null ? "nobody" : connection.context().address(),
            error.getMessage());
    fail(error);
  }

  @Override
  public void onFailure(Throwable failure) {
    LoggerFactory.getLogger("tornado.application").error("Uncaught exception", failure);
    fail(failure);
  }

  @Override
  public void onLastEvent() {
    stream.close();
  }

  @Override
  public void detach() {
    stop();
    delegate = null;
    listener.exchangeEnded(false);
  }

  @Override
  public void setMaxBodySize(long byteCount) {
    parser.setMaxBodySize(byteCount);
  }

  @Override
  public void setBodyTimeout(Duration timeout) {
    timeouts.setBodyTimeout(timeout);
  }

  private void onStreamClosed() {
    over(stream.error(), false);
  }

  private void fail(Throwable failure) {
    stream.close();
    over(failure, true);
  }

  /// @param ours whether we ended the connection because of what came
  private void over(@Nullable Throwable why, boolean ours) {
    if (ended && !ours) {
      return;
    }
    HTTPMessageDelegate target = delegate;
    delegate = null;
    ended = true;
    reader.stop();
    timeouts.cancel();
    try {
      if (target != null) {
        if (!ours && connection != null) {
          connection.connectionClosed();
        }
        target.onConnectionClose();
      }
    } finally {
      if (ours && why != null) {
        listener.exchangeFailed(why);
      }
      listener.connectionClosed(why);
    }
  }
}
