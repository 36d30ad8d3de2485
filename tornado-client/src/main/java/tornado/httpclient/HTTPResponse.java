// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.time.Duration;
import java.time.Instant;
import okio.Buffer;
import okio.BufferedSource;
import okio.ByteString;
import okio.Okio;
import org.jspecify.annotations.Nullable;
import tornado.escape.Escape;
import tornado.httputil.HTTPHeaders;
import tornado.httputil.HTTPUtil;
import tornado.ioloop.IOLoop;

/// What a server answered.
///
/// Tornado: `httpclient.HTTPResponse`.
///
/// **Thread**: any, but for the source of a body that is read as it comes: owner, which may be a coroutine or any thread but the loop's.
public final class HTTPResponse {
  private final HTTPRequest request;
  private final int code;
  private final String reason;
  private final HTTPHeaders headers;
  private final ByteString body;
  private final @Nullable BufferedSource stream;
  private final String effectiveUrl;
  private final Instant startTime;
  private final TimeInfo timeInfo;

  HTTPResponse(
      HTTPRequest request, Hop hop, ByteString body, Instant startTime, TimeInfo timeInfo) {
    this.request = request;
    this.code = hop.code();
    this.reason = hop.reason();
    this.headers = hop.responseHeaders();
    this.body = body;
    ResponseStream unread = hop.stream();
    this.stream = unread == null ? null : Okio.buffer(unread);
    this.effectiveUrl = hop.url().toString();
    this.startTime = startTime;
    this.timeInfo = timeInfo;
  }

  private HTTPResponse(
      HTTPResponse other, HTTPHeaders headers, ByteString body, @Nullable BufferedSource stream) {
    this.request = other.request;
    this.code = other.code;
    this.reason = other.reason;
    this.headers = headers;
    this.body = body;
    this.stream = stream;
    this.effectiveUrl = other.effectiveUrl;
    this.startTime = other.startTime;
    this.timeInfo = other.timeInfo;
  }

  private HTTPResponse(HTTPRequest request, int code, HTTPHeaders headers, ByteString body) {
    IOLoop loop = IOLoop.currentOrNull();
    this.request = request;
    this.code = code;
    this.reason = "";
    this.headers = headers.copy();
    this.body = body;
    this.stream = null;
    this.effectiveUrl = request.parsedUrl().toString();
    this.startTime = loop == null ? Instant.EPOCH : loop.clock().instant();
    this.timeInfo = TimeInfo.NONE;
  }

  /// Makes a response that no server has sent, for an [Interceptor] that answers itself. It has no reason, and took no time.
  public static HTTPResponse of(
      HTTPRequest request, int code, HTTPHeaders headers, ByteString body) {
    return new HTTPResponse(request, code, headers, body);
  }

  /// Returns this with other header fields.
  public HTTPResponse withHeaders(HTTPHeaders fields) {
    return new HTTPResponse(this, fields.copy(), body, stream);
  }

  /// Returns this with another body; the header fields stay. A body that is read as it comes is still to be closed.
  public HTTPResponse withBody(ByteString content) {
    return new HTTPResponse(this, headers, content, null);
  }

  /// Returns the request as it was given, before redirects.
  public HTTPRequest request() {
    return request;
  }

  /// Returns the status code.
  public int code() {
    return code;
  }

  /// Returns the reason phrase, as the server said it; it may be empty.
  public String reason() {
    return reason;
  }

  /// Returns the header fields.
  public HTTPHeaders headers() {
    return headers;
  }

  /// Returns the body; empty if it went to a streaming callback, or is to be read from [#source].
  public ByteString body() {
    return body;
  }

  /// Returns what the body is read from. If the request wants it as it comes ([HTTPRequest.Builder#streamResponse]), that is always the
  /// same source: a read waits until something has arrived, and the server waits for whoever reads.
  ///
  /// Close it if you don't read to the end: that gives the connection up. So does the end of the scope that the fetch was made in.
  ///
  /// A read fails with an [java.io.IOException] whose cause is the [HTTPClientError], if the body doesn't come to its end: the connection
  /// broke, the limit of its size was passed, the request's time is over.
  public BufferedSource source() {
    return stream == null ? new Buffer().write(body) : stream;
  }

  /// Returns the body as text, in the charset of Content-Type, or UTF-8 if it names none that is known here.
  public String text() {
    return body.string(charset());
  }

  /// Reads the body as JSON into a record, or another type of yours.
  ///
  /// @throws tornado.escape.JSONException if it doesn't fit
  public <T> T json(Class<T> type) {
    return Escape.jsonDecode(text(), type);
  }

  /// Returns the URL that answered, after redirects.
  public String effectiveUrl() {
    return effectiveUrl;
  }

  /// Returns when the request was sent first.
  public Instant startTime() {
    return startTime;
  }

  /// Returns how long the last request took, without the wait for a connection.
  public Duration requestTime() {
    return timeInfo.total().minus(timeInfo.queue());
  }

  /// Returns where the time went.
  public TimeInfo timeInfo() {
    return timeInfo;
  }

  /// Returns the error that this response is, or null for a status from 200 to 299.
  public @Nullable HTTPClientError error() {
    return code >= 200 && code < 300 ? null : new HTTPClientError(this);
  }

  /// Throws the error that this response is, if it is one.
  ///
  /// @throws HTTPClientError for a status other than 200 to 299
  public void rethrow() {
    HTTPClientError error = error();
    if (error != null) {
      throw error;
    }
  }

  /// Returns the main facts, for logs.
  @Override
  public String toString() {
    return "HTTPResponse(code=%d, reason='%s', effectiveUrl='%s', bodySize=%d, requestTime=%s)"
        .formatted(code, reason, effectiveUrl, body.size(), requestTime());
  }

  private Charset charset() {
    String type = headers.get("Content-Type");
    String name = type == null ? null : HTTPUtil.parseHeader(type).params().get("charset");
    try {
      return name == null ? StandardCharsets.UTF_8 : Charset.forName(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException ignored) {
      // Nothing better is known than what most text is in.
      return StandardCharsets.UTF_8;
    }
  }
}
