// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import java.time.Duration;
import java.util.function.Consumer;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import tornado.httputil.HTTPHeaders;

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
  static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(20);

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
  public static final class Builder extends RequestSettings<Builder> {
    private Builder(String url) {
      super(url);
    }

    private Builder(HTTPRequest other) {
      super(other.text);
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
      takeConnection(other.tls, other.way);
    }

    @Override
    Builder self() {
      return this;
    }

    /// Makes the request.
    ///
    /// @throws IllegalArgumentException if the URL isn't an http or https URL, the method is unknown, or has no body but needs one, or has
    ///     one but must not, or what is said about a proxy isn't whole
    public HTTPRequest build() {
      return new HTTPRequest(this);
    }
  }
}
