// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import java.nio.file.Path;
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
import tornado.netutil.SSLOptions;

/// A request for an [AsyncHTTPClient]. It can be sent any number of times.
///
/// ```java
/// var request = HTTPRequest.builder("https://example.com/stories")
///     .method("POST")
///     .jsonBody(Map.of("title", "Wind"))
///     .requestTimeout(Duration.ofSeconds(5))
///     .build();
/// ```
///
/// | setting | default | meaning |
/// |---|---|---|
/// | [Builder#method] | `GET` | |
/// | [Builder#connectTimeout] | 20 s | for resolving, connecting and TLS; zero for none |
/// | [Builder#requestTimeout] | 20 s | for everything, the wait for a connection and redirects included; zero for none |
/// | [Builder#firstByteTimeout] | none | from the end of the request to the head of the response |
/// | [Builder#stalledTimeout] | none | for a body, in either direction, to move a byte |
/// | [Builder#expect100Continue], [Builder#continueTimeout] | off, 1 s | the body waits for the server to ask for it |
/// | [Builder#followRedirects], [Builder#maxRedirects] | on, 5 | |
/// | [Builder#decompressResponse] | on | asks for gzip, deflate, and br and zstd where the libraries brotli4j and zstd-jni are; decompresses them, up to the client's `maxBodySize` |
/// | [Builder#validateCert] | on | |
/// | [Builder#streamResponse] | off | the body is read as it comes |
/// | [Builder#proxy], [Builder#proxyHost] and those beside it | the client's | the proxy to go by |
/// | [Builder#unixSocket] | the client's | the socket to go by |
/// | [Builder#networkInterface] | the client's | where connections start |
/// | [Builder#allowIpv6] | on | |
/// | [Builder#allowNonstandardMethods] | off | takes any method, with or without a body |
/// | [Builder#authMode] | `basic` | how user and password are sent; `digest` |
/// | [Builder#retry] | the client's | when it is sent again after a failure |
/// | [Builder#idempotent] | by method | whether it may be sent twice |
///
/// Tornado: `httpclient.HTTPRequest`.
///
/// **Thread**: any; callbacks run on the loop.
public final class HTTPRequest {
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(20);

  private final ClientURL url;
  private final String text;
  private final String method;
  private final HTTPHeaders headers;
  private final @Nullable ByteString body;
  private final Duration connectTimeout;
  private final Duration requestTimeout;
  private final boolean followRedirects;
  private final int maxRedirects;
  private final boolean decompressResponse;
  private final boolean allowNonstandardMethods;
  private final @Nullable String authUsername;
  private final String authPassword;
  private final @Nullable String userAgent;
  private final @Nullable Consumer<ByteString> streamingCallback;
  private final @Nullable Consumer<String> headerCallback;
  private final TLSKey tls;
  private final boolean streamResponse;
  private final @Nullable RequestBody madeBody;
  private final boolean expect100Continue;
  private final Duration continueTimeout;
  private final Duration firstByteTimeout;
  private final Duration stalledTimeout;
  private final @Nullable Way way;
  private final @Nullable RetryPolicy retry;
  private final @Nullable Boolean idempotent;
  private final boolean digestAuth;

  private HTTPRequest(Builder builder) {
    text = builder.url;
    url = ClientURL.parse(builder.url);
    method = builder.method;
    headers = builder.headers.copy();
    body = builder.body;
    connectTimeout = builder.connectTimeout;
    requestTimeout = builder.requestTimeout;
    followRedirects = builder.followRedirects;
    maxRedirects = builder.maxRedirects;
    decompressResponse = builder.decompressResponse;
    allowNonstandardMethods = builder.allowNonstandardMethods;
    authUsername = builder.authUsername;
    authPassword = builder.authPassword;
    userAgent = builder.userAgent;
    streamingCallback = builder.streamingCallback;
    headerCallback = builder.headerCallback;
    tls =
        new TLSKey(
            builder.sslOptions,
            builder.validateCert,
            builder.caCerts,
            builder.clientCert,
            builder.clientKey);
    streamResponse = builder.streamResponse;
    if (streamResponse && streamingCallback != null) {
      throw new IllegalArgumentException("streamResponse and streamingCallback are both set");
    }
    expect100Continue = builder.expect100Continue;
    continueTimeout = builder.continueTimeout;
    firstByteTimeout = builder.firstByteTimeout;
    stalledTimeout = builder.stalledTimeout;
    madeBody = RequestBody.of(builder.madeBody, this);
    way = builder.way.build();
    retry = builder.retry;
    idempotent = builder.idempotent;
    digestAuth = builder.digestAuth;
    MethodRules.check(this);
  }

  /// Returns a request to be built.
  ///
  /// @param url http or https; a user and password in it are sent as basic authentication
  public static Builder builder(String url) {
    return new Builder(url);
  }

  /// Returns a request that gets a URL.
  ///
  /// @throws IllegalArgumentException if it isn't an http or https URL
  public static HTTPRequest of(String url) {
    return new Builder(url).build();
  }

  /// Returns a builder of a request like this one.
  public Builder toBuilder() {
    return new Builder(this);
  }

  /// Returns the URL as it was given.
  public String url() {
    return text;
  }

  /// Returns the method.
  public String method() {
    return method;
  }

  /// Returns the header fields that were set; a copy.
  public HTTPHeaders headers() {
    return headers.copy();
  }

  /// Returns the body, or null for none.
  public @Nullable ByteString body() {
    return body;
  }

  /// Returns the limit for connecting; zero for none.
  public Duration connectTimeout() {
    return connectTimeout;
  }

  /// Returns the limit for everything; zero for none.
  public Duration requestTimeout() {
    return requestTimeout;
  }

  /// Tells whether redirects are followed.
  public boolean followRedirects() {
    return followRedirects;
  }

  /// Returns how many redirects are followed.
  public int maxRedirects() {
    return maxRedirects;
  }

  /// Tells whether a compressed body is asked for, and decompressed.
  public boolean decompressResponse() {
    return decompressResponse;
  }

  /// Returns the method and URL, without a password.
  @Override
  public String toString() {
    return method + " " + url;
  }

  /// Returns a command line of [curl](https://curl.se/) that sends such a request, on one line, quoted for bash and its like, without
  /// secrets: the fields Authorization, Cookie and Proxy-Authorization, the user and password, and what else is named read `REMOVED`. A
  /// body over 1 KiB, or one that is no text, is left out as a file named `body`.
  ///
  /// What else is secret in the URL's path or in a body of JSON is known to the caller only: don't log it then.
  ///
  /// @param secrets the names of header fields, and of arguments in the query or the form, that must not be shown either
  public String toCurl(String... secrets) {
    return CurlCommand.of(this, secrets);
  }

  boolean allowNonstandardMethods() {
    return allowNonstandardMethods;
  }

  ClientURL parsedUrl() {
    return url;
  }

  /// Returns the header fields that were set, not to be changed.
  HTTPHeaders ownHeaders() {
    return headers;
  }

  @Nullable String authUsername() {
    return authUsername;
  }

  String authPassword() {
    return authPassword;
  }

  @Nullable String userAgent() {
    return userAgent;
  }

  @Nullable Consumer<ByteString> streamingCallback() {
    return streamingCallback;
  }

  @Nullable Consumer<String> headerCallback() {
    return headerCallback;
  }

  TLSKey tls() {
    return tls;
  }

  boolean streamResponse() {
    return streamResponse;
  }

  /// Returns the body, if it isn't simply written with the head.
  @Nullable RequestBody madeBody() {
    return madeBody;
  }

  boolean hasBody() {
    return body != null || madeBody != null;
  }

  /// Tells whether the body can be sent a second time.
  boolean bodyIsRepeatable() {
    return madeBody == null || madeBody.repeatable();
  }

  boolean expect100Continue() {
    return expect100Continue;
  }

  Duration continueTimeout() {
    return continueTimeout;
  }

  Duration firstByteTimeout() {
    return firstByteTimeout;
  }

  Duration stalledTimeout() {
    return stalledTimeout;
  }

  /// Returns what it says about its way; null if nothing.
  @Nullable Way way() {
    return way;
  }

  @Nullable RetryPolicy retry() {
    return retry;
  }

  /// Tells whether user and password are sent by digest.
  boolean digestAuth() {
    return digestAuth;
  }

  /// Tells whether it may be sent twice and means what it means once, if it is sent by such a method.
  boolean isIdempotent(String actualMethod) {
    return idempotent == null ? MethodRules.isIdempotent(actualMethod) : idempotent;
  }

  /// A request in the making; see [HTTPRequest] for the table. **Thread**: owner.
  public static final class Builder {
    private String url;
    private String method = "GET";
    private final HTTPHeaders headers = new HTTPHeaders();
    private @Nullable ByteString body;
    private Duration connectTimeout = DEFAULT_TIMEOUT;
    private Duration requestTimeout = DEFAULT_TIMEOUT;
    private boolean followRedirects = true;
    private int maxRedirects = 5;
    private boolean decompressResponse = true;
    private boolean allowNonstandardMethods;
    private @Nullable String authUsername;
    private String authPassword = "";
    private @Nullable String userAgent;
    private @Nullable Consumer<ByteString> streamingCallback;
    private @Nullable Consumer<String> headerCallback;
    private boolean validateCert = true;
    private @Nullable Path caCerts;
    private @Nullable Path clientCert;
    private @Nullable Path clientKey;
    private @Nullable SSLOptions sslOptions;
    private boolean streamResponse;
    private @Nullable RequestBody madeBody;
    private boolean expect100Continue;
    private Duration continueTimeout = Duration.ofSeconds(1);
    private Duration firstByteTimeout = Duration.ZERO;
    private Duration stalledTimeout = Duration.ZERO;
    private final WaySettings way = new WaySettings();
    private @Nullable RetryPolicy retry;
    private @Nullable Boolean idempotent;
    private boolean digestAuth;

    private Builder(String url) {
      this.url = url;
    }

    private Builder(HTTPRequest other) {
      url = other.text;
      method = other.method;
      headers.addAll(other.headers);
      body = other.body;
      connectTimeout = other.connectTimeout;
      requestTimeout = other.requestTimeout;
      followRedirects = other.followRedirects;
      maxRedirects = other.maxRedirects;
      decompressResponse = other.decompressResponse;
      allowNonstandardMethods = other.allowNonstandardMethods;
      authUsername = other.authUsername;
      authPassword = other.authPassword;
      userAgent = other.userAgent;
      streamingCallback = other.streamingCallback;
      headerCallback = other.headerCallback;
      validateCert = other.tls.validateCert();
      caCerts = other.tls.caCerts();
      clientCert = other.tls.clientCert();
      clientKey = other.tls.clientKey();
      sslOptions = other.tls.options();
      retry = other.retry;
      idempotent = other.idempotent;
      digestAuth = other.digestAuth;
      streamResponse = other.streamResponse;
      // With bytes it is made anew of them.
      madeBody = other.body == null ? other.madeBody : null;
      expect100Continue = other.expect100Continue;
      continueTimeout = other.continueTimeout;
      firstByteTimeout = other.firstByteTimeout;
      stalledTimeout = other.stalledTimeout;
      way.take(other.way);
    }

    /// Sets the URL, in the place of the one that was given.
    public Builder url(String url) {
      this.url = url;
      return this;
    }

    /// Sets the method, in capitals.
    public Builder method(String method) {
      this.method = method;
      return this;
    }

    /// Sets a header field, replacing what it had.
    ///
    /// @throws IllegalArgumentException if the name is no token, or the value has a control character
    public Builder header(String name, String value) {
      headers.set(name, value);
      return this;
    }

    /// Takes out a header field that was set.
    public Builder removeHeader(String name) {
      headers.remove(name);
      return this;
    }

    /// Adds header fields to those that were set.
    public Builder headers(HTTPHeaders fields) {
      headers.addAll(fields);
      return this;
    }

    /// Sets the body.
    public Builder body(ByteString body) {
      this.body = body;
      return this;
    }

    /// Sets the body to text in UTF-8.
    public Builder body(String body) {
      return body(ByteString.encodeUtf8(body));
    }

    /// Sets the body to a form (`application/x-www-form-urlencoded`).
    public Builder formBody(Map<String, String> fields) {
      headers.set("Content-Type", "application/x-www-form-urlencoded");
      return body(FormEncoding.encode(fields));
    }

    /// Sets the body to a record, list or map as JSON.
    public Builder jsonBody(Object value) {
      headers.set("Content-Type", "application/json");
      return body(Escape.jsonEncode(value));
    }

    /// Sets the limit for resolving, connecting and TLS; zero for none.
    ///
    /// @throws IllegalArgumentException if it is negative
    public Builder connectTimeout(Duration limit) {
      connectTimeout = notNegative("connectTimeout", limit);
      return this;
    }

    /// Sets the limit for everything, the wait for a connection and redirects included; zero for none.
    ///
    /// @throws IllegalArgumentException if it is negative
    public Builder requestTimeout(Duration limit) {
      requestTimeout = notNegative("requestTimeout", limit);
      return this;
    }

    /// Asks for the content only if it has changed since then (RFC 9110 §13.1.3).
    public Builder ifModifiedSince(Instant time) {
      return header("If-Modified-Since", HTTPDate.format(time));
    }

    /// Sets whether redirects are followed.
    public Builder followRedirects(boolean follow) {
      followRedirects = follow;
      return this;
    }

    /// Sets how many redirects are followed; the next is the response.
    ///
    /// @throws IllegalArgumentException if it is negative
    public Builder maxRedirects(int count) {
      if (count < 0) {
        throw new IllegalArgumentException("maxRedirects < 0: " + count);
      }
      maxRedirects = count;
      return this;
    }

    /// Sets whether a compressed body is asked for, and decompressed.
    public Builder decompressResponse(boolean decompress) {
      decompressResponse = decompress;
      return this;
    }

    /// Sets whether the method may be any, with a body or without one.
    public Builder allowNonstandardMethods(boolean allow) {
      allowNonstandardMethods = allow;
      return this;
    }

    /// Sets who sends the request, by basic authentication, or as [#authMode] says. A redirect elsewhere drops it.
    public Builder authUsername(String username) {
      authUsername = username;
      return this;
    }

    /// Sets the password of [#authUsername]; empty by default.
    public Builder authPassword(String password) {
      authPassword = password;
      return this;
    }

    /// Sets a bearer token (RFC 6750). A redirect elsewhere drops it.
    public Builder bearer(String token) {
      return header("Authorization", "Bearer " + token);
    }

    /// Sets User-Agent; by default the client's.
    public Builder userAgent(String name) {
      userAgent = name;
      return this;
    }

    /// Sets what takes the body as it comes; the response's own is empty then. It runs on the loop.
    public Builder streamingCallback(Consumer<ByteString> callback) {
      streamingCallback = callback;
      return this;
    }

    /// Sets what takes the lines of the head, each with its line end: the status line, the fields, an empty one. It runs on the loop.
    public Builder headerCallback(Consumer<String> callback) {
      headerCallback = callback;
      return this;
    }

    /// Sets whether the server's certificate is checked. Without that anybody on the way can read and change everything.
    public Builder validateCert(boolean validate) {
      validateCert = validate;
      return this;
    }

    /// Sets a file of certificates to trust (PEM), instead of the JDK's.
    public Builder caCerts(Path file) {
      caCerts = file;
      return this;
    }

    /// Sets our own certificate chain (PEM), for servers that ask for one.
    public Builder clientCert(Path file) {
      clientCert = file;
      return this;
    }

    /// Sets the key of [#clientCert] (PEM).
    public Builder clientKey(Path file) {
      clientKey = file;
      return this;
    }

    /// Sets everything about TLS; the four settings before don't count then.
    public Builder sslOptions(SSLOptions options) {
      sslOptions = options;
      return this;
    }

    /// Sets whether the fetch is done when the head of the response is there, and the body is read from [HTTPResponse#source] as it comes.
    /// The request's timeout goes on until its end. Redirects are followed before; a response that is an error, and that
    /// [FetchOption#RETURN_ERRORS] doesn't ask for, is read whole.
    public Builder streamResponse(boolean stream) {
      streamResponse = stream;
      return this;
    }

    /// Sets what makes the body while it is sent: in chunks, unless a field Content-Length is set. It is used once; a redirect that needs the
    /// body again fails, and so does a second fetch.
    public Builder bodyProducer(BodyProducer producer) {
      madeBody = RequestBody.of(producer);
      return this;
    }

    /// Like [#bodyProducer(BodyProducer)], with a producer for each time that the body is sent.
    public Builder bodyProducer(Supplier<? extends BodyProducer> producers) {
      madeBody = RequestBody.of(producers);
      return this;
    }

    /// Sets what the body is read from: in chunks, unless a field Content-Length is set. It may block; it is read off the loop, once, and
    /// closed then. A redirect that needs the body again fails, and so does a second fetch.
    public Builder bodySource(Source source) {
      madeBody = RequestBody.of(source, RequestBody.UNKNOWN);
      return this;
    }

    /// Like [#bodySource(Source)], for a body whose length is known.
    ///
    /// @throws IllegalArgumentException if it is negative
    public Builder bodySource(Source source, long byteCount) {
      madeBody = RequestBody.of(source, notNegative(byteCount));
      return this;
    }

    /// Like [#bodySource(Source)], with a source for each time that the body is sent.
    public Builder bodySource(Supplier<? extends Source> sources) {
      madeBody = RequestBody.of(sources, RequestBody.UNKNOWN);
      return this;
    }

    /// Like [#bodySource(Supplier)], for a body whose length is known.
    ///
    /// @throws IllegalArgumentException if it is negative
    public Builder bodySource(Supplier<? extends Source> sources, long byteCount) {
      madeBody = RequestBody.of(sources, notNegative(byteCount));
      return this;
    }

    /// Sets whether the body, if there is one, waits for the server to ask for it (RFC 9110 §10.1.1). If it answers instead, that is the
    /// response, and the body isn't sent.
    public Builder expect100Continue(boolean expect) {
      expect100Continue = expect;
      return this;
    }

    /// Sets for how long [#expect100Continue] waits before the body is sent all the same.
    ///
    /// @throws IllegalArgumentException if it is negative
    public Builder continueTimeout(Duration limit) {
      continueTimeout = notNegative("continueTimeout", limit);
      return this;
    }

    /// Sets the limit of the time from the end of the request to the head of the response; zero for none.
    ///
    /// @throws IllegalArgumentException if it is negative
    public Builder firstByteTimeout(Duration limit) {
      firstByteTimeout = notNegative("firstByteTimeout", limit);
      return this;
    }

    /// Sets how long no byte of a body may move, in either direction, while it is for the server to move one; zero for no limit.
    ///
    /// @throws IllegalArgumentException if it is negative
    public Builder stalledTimeout(Duration limit) {
      stalledTimeout = notNegative("stalledTimeout", limit);
      return this;
    }

    /// Sets the proxy by a URL: `http:` (plain requests are passed on, TLS is tunnelled), `socks5:` (the server's name is resolved here) or
    /// `socks5h:` (the proxy resolves it), with user and password if it wants them.
    ///
    /// @throws IllegalArgumentException if it isn't one
    public Builder proxy(String url) {
      way.proxy(url);
      return this;
    }

    /// Sets the host of an HTTP proxy; [#proxyPort] is needed then.
    public Builder proxyHost(String host) {
      way.proxyHost(host);
      return this;
    }

    /// Sets the port of [#proxyHost].
    ///
    /// @throws IllegalArgumentException if it is out of range
    public Builder proxyPort(int port) {
      way.proxyPort(port);
      return this;
    }

    /// Sets who we are for the proxy. Nobody else hears of it.
    public Builder proxyUsername(String username) {
      way.proxyUsername(username);
      return this;
    }

    /// Sets the password of [#proxyUsername]; empty by default.
    public Builder proxyPassword(String password) {
      way.proxyPassword(password);
      return this;
    }

    /// Sets how we log in to the proxy: `basic` (RFC 7617), and nothing else.
    ///
    /// @throws IllegalArgumentException if it is anything else
    public Builder proxyAuthMode(String mode) {
      way.proxyAuthMode(mode);
      return this;
    }

    /// Sets the Unix-domain socket that is connected to, whatever host the URL names; Host says the URL's. Redirects go there too.
    public Builder unixSocket(Path socket) {
      way.unixSocket(socket);
      return this;
    }

    /// Sets the interface that connections leave by: its name, or its IP address. An address leaves out servers of the other family.
    public Builder networkInterface(String nameOrIp) {
      way.networkInterface(nameOrIp);
      return this;
    }

    /// Sets whether IPv6 addresses are tried.
    public Builder allowIpv6(boolean allow) {
      way.allowIpv6(allow);
      return this;
    }

    /// Sets when it is sent again after a failure; by default what the client's options say.
    public Builder retry(RetryPolicy policy) {
      retry = policy;
      return this;
    }

    /// Sets whether the request may be sent twice and means what it means once, whatever its method: as a POST with a key that the server
    /// knows it by.
    public Builder idempotent(boolean isIdempotent) {
      idempotent = isIdempotent;
      return this;
    }

    /// Sets how the user and password, of [#authUsername] or the URL, are sent: `basic` (RFC 7617) or `digest` (RFC 7616), which sends a hash of
    /// them after the server has refused the first request. A redirect elsewhere drops them.
    ///
    /// @throws IllegalArgumentException if it is neither
    public Builder authMode(String mode) {
      digestAuth =
          switch (mode) {
            case "basic" -> false;
            case "digest" -> true;
            default ->
                throw new IllegalArgumentException("authMode is neither basic nor digest: " + mode);
          };
      return this;
    }

    /// Makes the request.
    ///
    /// @throws IllegalArgumentException if the URL isn't an http or https URL, the method is unknown, or has no body but needs one, or has
    ///     one but must not, or what is said about a proxy isn't whole
    public HTTPRequest build() {
      return new HTTPRequest(this);
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
}
