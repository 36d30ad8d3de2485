// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import okio.Buffer;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import tornado.http1connection.HTTP1Connection;
import tornado.httputil.HTTPHeaders;
import tornado.httputil.HTTPMessageDelegate;
import tornado.httputil.HTTPOutputError;
import tornado.httputil.RequestStartLine;
import tornado.httputil.ResponseStartLine;
import tornado.httputil.StartLine;
import tornado.ioloop.IOLoop;

/// One request and its response, on one connection.
///
/// **Thread**: loop.
final class Hop implements HTTPMessageDelegate {
  private final Fetch fetch;
  private final HTTPRequest request;
  private final ClientURL url;
  private final String method;
  private final Endpoint endpoint;
  private final long startNanos;

  /// What the connection waits for, as a timeout says it; null in the queue. Set by coroutines too.
  private volatile @Nullable String opening;

  private long openedNanos;
  private long sentNanos;
  private long answeredNanos;
  private @Nullable PooledConnection connection;
  private boolean onKeptConnection;
  private @Nullable ResponseStartLine startLine;
  private HTTPHeaders responseHeaders = new HTTPHeaders();
  private @Nullable Runnable next;
  private @Nullable Consumer<ByteString> streaming;
  private @Nullable ResponseStream stream;
  private @Nullable BodySender sender;
  private @Nullable ProgressTimeouts timeouts;
  private ByteString body = ByteString.EMPTY;
  private @Nullable Buffer pieces;

  Hop(Fetch fetch, HTTPRequest request, ClientURL url, String method) {
    this.fetch = fetch;
    this.request = request;
    this.url = url;
    this.method = method;
    this.endpoint = Endpoint.of(url, request.tls(), fetch.wayTo(url));
    this.startNanos = fetch.loop().time();
    this.openedNanos = startNanos;
    this.sentNanos = startNanos;
  }

  Endpoint endpoint() {
    return endpoint;
  }

  ClientURL url() {
    return url;
  }

  String method() {
    return method;
  }

  HTTPRequest request() {
    return request;
  }

  int code() {
    return startLine == null ? 0 : startLine.code();
  }

  String reason() {
    return startLine == null ? "" : startLine.reason();
  }

  HTTPHeaders responseHeaders() {
    return responseHeaders;
  }

  /// Returns what is to be done at the end of the response; null if it is the fetch's last.
  @Nullable Runnable next() {
    return next;
  }

  @Nullable PooledConnection connection() {
    return connection;
  }

  /// Tells whether the request was sent.
  boolean sent() {
    return connection != null;
  }

  /// Hears that a connection is opened for it.
  ///
  /// @param stage what that waits for, as a timeout says it
  void opening(String stage) {
    if (opening == null) {
      openedNanos = fetch.loop().time();
    }
    opening = stage;
  }

  /// Sends the request on a connection that carries nothing else.
  void send(PooledConnection free) {
    connection = free;
    onKeptConnection = free.wasUsed();
    sentNanos = fetch.loop().time();
    if (onKeptConnection) {
      openedNanos = sentNanos;
    }
    fetch.connected();
    HTTP1Connection exchange = free.exchange(this);
    timeouts = ProgressTimeouts.of(this, request);
    try {
      sendOn(exchange);
    } catch (HTTPOutputError e) {
      fetch.fail(
          this, new HTTPClientError("%s can't be sent: %s".formatted(this, e.getMessage()), e));
    }
  }

  private void sendOn(HTTP1Connection exchange) {
    boolean withBody = method.equals(request.method());
    RequestBody made = withBody ? request.madeBody() : null;
    if (made != null && !made.available()) {
      fetch.fail(this, RequestBody.gone(this));
      return;
    }
    HTTPHeaders head =
        RequestHead.of(
            request, url, method, url.sameOrigin(request.parsedUrl()), fetch.userAgent());
    fetch.addKnown(this, head);
    String target =
        endpoint.way() == null ? url.target() : ProxyFields.prepare(endpoint, url, head);
    ByteString content = withBody && made == null ? request.body() : null;
    CompletableFuture<Void> written =
        exchange.writeHeaders(
            new RequestStartLine(method, target, "HTTP/1.1"),
            head,
            content == null ? ByteString.EMPTY : content);
    if (timeouts != null) {
      timeouts.writing(written);
    }
    if (made == null) {
      exchange.finish();
      requestSent();
    } else {
      sender = new BodySender(this, exchange, made, head);
      sender.start(request);
    }
  }

  @Override
  public CompletableFuture<Void> headersReceived(StartLine line, HTTPHeaders headers) {
    ResponseStartLine response = (ResponseStartLine) line;
    if (response.code() < 200) {
      if (sender != null && response.code() == 100) {
        sender.begin();
      }
      return READY;
    }
    if (sender != null) {
      sender.answered(response.code());
    }
    if (timeouts != null) {
      timeouts.answered();
    }
    answeredNanos = fetch.loop().time();
    startLine = response;
    responseHeaders = headers;
    next = fetch.answered(this);
    if (next == null) {
      streaming = request.streamingCallback();
      Consumer<String> lines = request.headerCallback();
      if (lines != null) {
        lines.accept(
            "%s %d %s\r\n".formatted(response.version(), response.code(), response.reason()));
        headers
            .getAll()
            .forEach(field -> lines.accept(field.name() + ": " + field.value() + "\r\n"));
        lines.accept("\r\n");
      }
      stream = fetch.streamOf(this);
      if (stream != null) {
        fetch.handOut(this);
      }
    }
    return READY;
  }

  @Override
  public CompletableFuture<Void> dataReceived(ByteString chunk) {
    CompletableFuture<Void> taken = take(chunk);
    if (timeouts != null) {
      timeouts.received(taken);
    }
    return taken;
  }

  private CompletableFuture<Void> take(ByteString chunk) {
    if (stream != null) {
      return stream.put(chunk);
    }
    if (streaming != null) {
      streaming.accept(chunk);
    } else if (pieces != null) {
      pieces.write(chunk);
    } else if (body.size() == 0) {
      body = chunk;
    } else {
      pieces = new Buffer().write(body).write(chunk);
    }
    return READY;
  }

  @Override
  public void finish() {
    if (pieces != null) {
      body = pieces.readByteString();
      pieces = null;
    }
  }

  /// The connection tells its end to [#failed].
  @Override
  public void onConnectionClose() {}

  /// Hears that the response is there, and the connection free.
  void ended() {
    release();
    fetch.ended(this);
  }

  void failed(@Nullable Throwable why) {
    release();
    fetch.failed(this, why);
  }

  /// Hears that the request's body couldn't be made.
  void bodyFailed(Throwable why) {
    fetch.fail(this, why);
  }

  /// Hears that the whole request was written.
  void requestSent() {
    if (timeouts != null) {
      timeouts.requestSent();
    }
  }

  /// Hears that the exchange stood still for too long.
  void timedOut(String which, Duration limit) {
    fetch.timedOut(which, limit);
  }

  /// Ends what goes on beside the connection.
  void release() {
    if (sender != null) {
      sender.stop();
    }
    if (timeouts != null) {
      timeouts.cancel();
    }
  }

  /// Tells whether the connection is closed. Safe on any thread.
  boolean connectionLost() {
    return connection == null || connection.closed();
  }

  IOLoop loop() {
    return fetch.loop();
  }

  @Nullable ProgressTimeouts timeouts() {
    return timeouts;
  }

  ByteString body() {
    return body;
  }

  /// Returns what takes the body as it comes, or null if this does.
  @Nullable ResponseStream stream() {
    return stream;
  }

  /// Tells whether the request may be sent again: on a connection that was kept nothing was answered, and twice means the same as once.
  boolean replayable() {
    return onKeptConnection
        && startLine == null
        && request.isIdempotent(method)
        && (sender == null || request.bodyIsRepeatable());
  }

  /// Returns what the request is waiting for, as a timeout says it.
  String stage() {
    if (connection == null) {
      return opening == null ? "Timeout in request queue" : opening;
    }
    return startLine == null ? "Timeout during request" : "Timeout during response";
  }

  /// Returns how far it came, as the error of a connection that closed says it.
  String progress() {
    if (connection == null) {
      return "before the request was sent";
    }
    return startLine == null ? "before it answered" : "within the response";
  }

  TimeInfo timeInfo(long now) {
    return new TimeInfo(
        Duration.ofNanos(openedNanos - startNanos),
        Duration.ofNanos(sentNanos - openedNanos),
        Duration.ofNanos(answeredNanos - startNanos),
        Duration.ofNanos(now - startNanos));
  }

  /// Returns the method and URL, without a password.
  @Override
  public String toString() {
    return method + " " + url;
  }
}
