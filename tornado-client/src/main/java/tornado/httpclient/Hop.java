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
import tornado.httputil.RequestStartLine;
import tornado.httputil.ResponseStartLine;
import tornado.httputil.StartLine;

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
  private long openedNanos;
  private long sentNanos;
  private long answeredNanos;
  private @Nullable PooledConnection connection;
  private boolean onKeptConnection;
  private @Nullable ResponseStartLine startLine;
  private HTTPHeaders responseHeaders = new HTTPHeaders();
  private @Nullable Runnable next;
  private @Nullable Consumer<ByteString> streaming;
  private ByteString body = ByteString.EMPTY;
  private @Nullable Buffer pieces;

  Hop(Fetch fetch, HTTPRequest request, ClientURL url, String method) {
    this.fetch = fetch;
    this.request = request;
    this.url = url;
    this.method = method;
    this.endpoint = Endpoint.of(url, request.tls());
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
  void opening() {
    openedNanos = fetch.loop().time();
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
    ByteString content = method.equals(request.method()) ? request.body() : null;
    HTTP1Connection exchange = free.exchange(this);
    HTTPHeaders fields =
        RequestHead.of(
            request, url, method, url.sameOrigin(request.parsedUrl()), fetch.userAgent());
    fetch.addKnown(this, fields);
    exchange.writeHeaders(
        new RequestStartLine(method, url.target(), "HTTP/1.1"),
        fields,
        content == null ? ByteString.EMPTY : content);
    exchange.finish();
  }

  @Override
  public CompletableFuture<Void> headersReceived(StartLine line, HTTPHeaders headers) {
    ResponseStartLine response = (ResponseStartLine) line;
    if (response.code() < 200) {
      return READY;
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
    }
    return READY;
  }

  @Override
  public CompletableFuture<Void> dataReceived(ByteString chunk) {
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
    fetch.ended(this);
  }

  void failed(@Nullable Throwable why) {
    fetch.failed(this, why);
  }

  ByteString body() {
    return body;
  }

  /// Tells whether the request may be sent again: on a connection that was kept nothing was answered, and twice means the same as once.
  boolean replayable() {
    return onKeptConnection && startLine == null && request.isIdempotent(method);
  }

  /// Returns what the request is waiting for, as a timeout says it.
  String stage() {
    if (connection == null) {
      return openedNanos == startNanos ? "Timeout in request queue" : "Timeout while connecting";
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
}
