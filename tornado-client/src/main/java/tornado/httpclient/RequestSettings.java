// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import okio.ByteString;
import okio.Source;
import org.jspecify.annotations.Nullable;
import tornado.escape.Escape;
import tornado.httputil.HTTPDate;
import tornado.httputil.HTTPHeaders;

/// What a request in the making says, and how long it may take: a part of [HTTPRequest.Builder].
///
/// **Thread**: owner.
abstract class RequestSettings<B extends RequestSettings<B>> extends ConnectionSettings<B> {
  String url;
  String method = "GET";
  final HTTPHeaders headers = new HTTPHeaders();
  @Nullable ByteString body;
  Duration connectTimeout = HTTPRequest.DEFAULT_TIMEOUT;
  Duration requestTimeout = HTTPRequest.DEFAULT_TIMEOUT;
  boolean followRedirects = true;
  int maxRedirects = 5;
  boolean decompressResponse = true;
  boolean allowNonstandardMethods;
  @Nullable String authUsername;
  String authPassword = "";
  @Nullable String userAgent;
  @Nullable Consumer<ByteString> streamingCallback;
  @Nullable Consumer<String> headerCallback;
  boolean streamResponse;
  @Nullable RequestBody madeBody;
  boolean expect100Continue;
  Duration continueTimeout = Duration.ofSeconds(1);
  Duration firstByteTimeout = Duration.ZERO;
  Duration stalledTimeout = Duration.ZERO;
  @Nullable RetryPolicy retry;
  @Nullable Boolean idempotent;
  boolean digestAuth;

  RequestSettings(String url) {
    this.url = url;
  }

  /// Sets the URL, in the place of the one that was given.
  public B url(String url) {
    this.url = url;
    return self();
  }

  /// Sets the method, in capitals.
  public B method(String method) {
    this.method = method;
    return self();
  }

  /// Sets a header field, replacing what it had.
  ///
  /// @throws IllegalArgumentException if the name is no token, or the value has a control character
  public B header(String name, String value) {
    headers.set(name, value);
    return self();
  }

  /// Takes out a header field that was set.
  public B removeHeader(String name) {
    headers.remove(name);
    return self();
  }

  /// Adds header fields to those that were set.
  public B headers(HTTPHeaders fields) {
    headers.addAll(fields);
    return self();
  }

  /// Sets the body.
  public B body(ByteString body) {
    this.body = body;
    return self();
  }

  /// Sets the body to text in UTF-8.
  public B body(String body) {
    return body(ByteString.encodeUtf8(body));
  }

  /// Sets the body to a form (`application/x-www-form-urlencoded`).
  public B formBody(Map<String, String> fields) {
    headers.set("Content-Type", "application/x-www-form-urlencoded");
    return body(FormEncoding.encode(fields));
  }

  /// Sets the body to a record, list or map as JSON.
  public B jsonBody(Object value) {
    headers.set("Content-Type", "application/json");
    return body(Escape.jsonEncode(value));
  }

  /// Sets the limit for resolving, connecting and TLS; zero for none.
  ///
  /// @throws IllegalArgumentException if it is negative
  public B connectTimeout(Duration limit) {
    connectTimeout = notNegative("connectTimeout", limit);
    return self();
  }

  /// Sets the limit for everything, the wait for a connection and redirects included; zero for none.
  ///
  /// @throws IllegalArgumentException if it is negative
  public B requestTimeout(Duration limit) {
    requestTimeout = notNegative("requestTimeout", limit);
    return self();
  }

  /// Asks for the content only if it has changed since then (RFC 9110 §13.1.3).
  public B ifModifiedSince(Instant time) {
    return header("If-Modified-Since", HTTPDate.format(time));
  }

  /// Sets whether redirects are followed.
  public B followRedirects(boolean follow) {
    followRedirects = follow;
    return self();
  }

  /// Sets how many redirects are followed; the next is the response.
  ///
  /// @throws IllegalArgumentException if it is negative
  public B maxRedirects(int count) {
    if (count < 0) {
      throw new IllegalArgumentException("maxRedirects < 0: " + count);
    }
    maxRedirects = count;
    return self();
  }

  /// Sets whether a compressed body is asked for, and decompressed.
  public B decompressResponse(boolean decompress) {
    decompressResponse = decompress;
    return self();
  }

  /// Sets whether the method may be any, with a body or without one.
  public B allowNonstandardMethods(boolean allow) {
    allowNonstandardMethods = allow;
    return self();
  }

  /// Sets who sends the request, by basic authentication, or as [#authMode] says. A redirect elsewhere drops it.
  public B authUsername(String username) {
    authUsername = username;
    return self();
  }

  /// Sets the password of [#authUsername]; empty by default.
  public B authPassword(String password) {
    authPassword = password;
    return self();
  }

  /// Sets a bearer token (RFC 6750). A redirect elsewhere drops it.
  public B bearer(String token) {
    return header("Authorization", "Bearer " + token);
  }

  /// Sets User-Agent; by default the client's.
  public B userAgent(String name) {
    userAgent = name;
    return self();
  }

  /// Sets what takes the body as it comes; the response's own is empty then. It runs on the loop.
  public B streamingCallback(Consumer<ByteString> callback) {
    streamingCallback = callback;
    return self();
  }

  /// Sets what takes the lines of the head, each with its line end: the status line, the fields, an empty one. It runs on the loop.
  public B headerCallback(Consumer<String> callback) {
    headerCallback = callback;
    return self();
  }

  /// Sets whether the fetch is done when the head of the response is there, and the body is read from [HTTPResponse#source] as it comes.
  /// The request's timeout goes on until its end. Redirects are followed before; a response that is an error, and that
  /// [FetchOption#RETURN_ERRORS] doesn't ask for, is read whole.
  public B streamResponse(boolean stream) {
    streamResponse = stream;
    return self();
  }

  /// Sets what makes the body while it is sent: in chunks, unless a field Content-Length is set. It is used once; a redirect that needs the
  /// body again fails, and so does a second fetch.
  public B bodyProducer(BodyProducer producer) {
    madeBody = RequestBody.of(producer);
    return self();
  }

  /// Like [#bodyProducer(BodyProducer)], with a producer for each time that the body is sent.
  public B bodyProducer(Supplier<? extends BodyProducer> producers) {
    madeBody = RequestBody.of(producers);
    return self();
  }

  /// Sets what the body is read from: in chunks, unless a field Content-Length is set. It may block; it is read off the loop, once, and
  /// closed then. A redirect that needs the body again fails, and so does a second fetch.
  public B bodySource(Source source) {
    madeBody = RequestBody.of(source, RequestBody.UNKNOWN);
    return self();
  }

  /// Like [#bodySource(Source)], for a body whose length is known.
  ///
  /// @throws IllegalArgumentException if it is negative
  public B bodySource(Source source, long byteCount) {
    madeBody = RequestBody.of(source, notNegative(byteCount));
    return self();
  }

  /// Like [#bodySource(Source)], with a source for each time that the body is sent.
  public B bodySource(Supplier<? extends Source> sources) {
    madeBody = RequestBody.of(sources, RequestBody.UNKNOWN);
    return self();
  }

  /// Like [#bodySource(Supplier)], for a body whose length is known.
  ///
  /// @throws IllegalArgumentException if it is negative
  public B bodySource(Supplier<? extends Source> sources, long byteCount) {
    madeBody = RequestBody.of(sources, notNegative(byteCount));
    return self();
  }

  /// Sets whether the body, if there is one, waits for the server to ask for it (RFC 9110 §10.1.1). If it answers instead, that is the
  /// response, and the body isn't sent.
  public B expect100Continue(boolean expect) {
    expect100Continue = expect;
    return self();
  }

  /// Sets for how long [#expect100Continue] waits before the body is sent all the same.
  ///
  /// @throws IllegalArgumentException if it is negative
  public B continueTimeout(Duration limit) {
    continueTimeout = notNegative("continueTimeout", limit);
    return self();
  }

  /// Sets the limit of the time from the end of the request to the head of the response; zero for none.
  ///
  /// @throws IllegalArgumentException if it is negative
  public B firstByteTimeout(Duration limit) {
    firstByteTimeout = notNegative("firstByteTimeout", limit);
    return self();
  }

  /// Sets how long no byte of a body may move, in either direction, while it is for the server to move one; zero for no limit. What is sent
  /// is looked at in pieces of 4 KiB.
  ///
  /// @throws IllegalArgumentException if it is negative
  public B stalledTimeout(Duration limit) {
    stalledTimeout = notNegative("stalledTimeout", limit);
    return self();
  }

  /// Sets when it is sent again after a failure; by default what the client's options say.
  public B retry(RetryPolicy policy) {
    retry = policy;
    return self();
  }

  /// Sets whether the request may be sent twice and means what it means once, whatever its method: as a POST with a key that the server
  /// knows it by.
  public B idempotent(boolean isIdempotent) {
    idempotent = isIdempotent;
    return self();
  }

  /// Sets how the user and password, of [#authUsername] or the URL, are sent: `basic` (RFC 7617) or `digest` (RFC 7616), which sends a hash of
  /// them after the server has refused the first request. A redirect elsewhere drops them.
  ///
  /// @throws IllegalArgumentException if it is neither
  public B authMode(String mode) {
    digestAuth =
        switch (mode) {
          case "basic" -> false;
          case "digest" -> true;
          default ->
              throw new IllegalArgumentException("authMode is neither basic nor digest: " + mode);
        };
    return self();
  }

  private static long notNegative(long byteCount) {
    if (byteCount < 0) {
      throw new IllegalArgumentException("byteCount < 0: " + byteCount);
    }
    return byteCount;
  }

  private static Duration notNegative(String name, Duration limit) {
    if (limit.isNegative()) {
      throw new IllegalArgumentException(name + " < 0: " + limit);
    }
    return limit;
  }
}
