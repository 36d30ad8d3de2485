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

/// A client's exchange: a request written, a response read, interim responses before it included.
///
/// **Thread**: loop, but for `frame` and `written`.
final class ClientExchange implements Exchange, InputHandler, MessageReader.Owner {
  private final HTTP1Connection connection;
  private final IOStream stream;
  private final MessageParser parser;
  private final MessageReader reader;
  private final ReadTimeouts timeouts;
  private final HTTP1ConnectionParameters parameters;
  private final CompletableFuture<Boolean> result = new CompletableFuture<>();
  private @Nullable HTTPMessageDelegate delegate;
  private boolean interim;
  private boolean keepAlive;
  private boolean requestClosed;

  ClientExchange(
      HTTP1Connection connection, IOStream stream, HTTP1ConnectionParameters parameters) {
    this.connection = connection;
    this.stream = stream;
    this.parameters = parameters;
    this.parser =
        new MessageParser(
            MessageParser.Role.CLIENT,
            parameters.maxHeaderSize(),
            parameters.chunkSize(),
            parameters.maxBodySize());
    this.reader = new MessageReader(stream, parser, this, parameters.chunkSize());
    this.timeouts = new ReadTimeouts(stream, parameters);
  }

  CompletableFuture<Boolean> read(HTTPMessageDelegate target) {
    if (delegate != null || result.isDone()) {
      throw new IllegalStateException("readResponse on an exchange that is read");
    }
    delegate =
        parameters.decompress()
            ? new GzipMessageDelegate(
                target, stream.loop()::addCallback, parameters.chunkSize(), parser::maxBodySize)
            : target;
    stream.setCloseCallback(this::onStreamClosed);
    timeouts.idle();
    stream.startInput(this);
    return result;
  }

  @Override
  public void onInput(Buffer input) {
    reader.onInput(input);
    takeEvents();
    reader.pauseIfEnough(!result.isDone());
  }

  @Override
  public void onInputEnd() {
    reader.onInputEnd();
    takeEvents();
  }

  /// What comes behind the response stays where it is: the connection does not go on.
  @Override
  public void takeEvents() {
    if (!reader.begin()) {
      return;
    }
    try {
      while (reader.ready() && !result.isDone()) {
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
    timeouts.cancel();
    reader.stop();
    stream.stopInput();
    stream.setCloseCallback(null);
    target.finish();
    delegate = null;
    if (!result.isDone()) {
      boolean open = canGoOn();
      if (!open) {
        stream.close();
      }
      result.complete(open);
    }
  }

  /// Tells whether the connection can carry another exchange. Bytes behind the response are none of the next one's: to take
  /// them for it would let one server answer for another (RFC 9112 §6.3).
  private boolean canGoOn() {
    return keepAlive
        && !requestClosed
        && connection.writeState() == HTTP1Connection.WriteState.FINISHED
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
            connection.context().address(),
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
    reader.stop();
    timeouts.cancel();
    stream.stopInput();
    stream.setCloseCallback(null);
    delegate = null;
    result.complete(false);
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
    reader.stop();
    timeouts.cancel();
    HTTPMessageDelegate target = delegate;
    delegate = null;
    try {
      if (target != null) {
        connection.connectionClosed();
        target.onConnectionClose();
      }
    } finally {
      result.complete(false);
    }
  }

  private void fail(Throwable failure) {
    HTTPMessageDelegate target = delegate;
    delegate = null;
    stream.close();
    timeouts.cancel();
    try {
      if (target != null) {
        target.onConnectionClose();
      }
    } finally {
      result.completeExceptionally(failure);
    }
  }
}
