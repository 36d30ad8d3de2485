// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import tornado.ioloop.IOLoop;
import tornado.ioloop.LoopLocal;
import tornado.ioloop.Scope;
import tornado.ioloop.Waiter;

/// A non-blocking HTTP client. Connections are kept, and used again by the requests that follow.
///
/// ```java
/// HTTPResponse response = await(AsyncHTTPClient.current().fetch("https://example.com/"));
/// ```
///
/// A fetch belongs to the scope that started it: if the request it is made for is given up, or its time is over, the fetch ends too.
///
/// Tornado: `httpclient.AsyncHTTPClient`.
///
/// **Thread**: any; callbacks of requests run on the loop.
public final class AsyncHTTPClient implements AutoCloseable {
  private static final LoopLocal<AsyncHTTPClient> OF_LOOP =
      new LoopLocal<>(loop -> new AsyncHTTPClient(loop, AsyncHTTPClientOptions.DEFAULT));

  private final IOLoop loop;
  private final Pool pool;
  private final ClientParts parts;
  private volatile boolean closed;

  /// Makes a client of its own on the current loop. Tornado: `AsyncHTTPClient(force_instance=True)`.
  public AsyncHTTPClient(AsyncHTTPClientOptions options) {
    this(IOLoop.current(), options);
  }

  AsyncHTTPClient(IOLoop loop, AsyncHTTPClientOptions options) {
    this.loop = loop;
    this.parts = new ClientParts(loop, options);
    this.pool = parts.pool();
  }

  /// Returns the client that everybody on the current loop shares, with the default options.
  public static AsyncHTTPClient current() {
    return OF_LOOP.get(IOLoop.current());
  }

  /// Gets a URL; as [#fetch(HTTPRequest, FetchOption...)].
  ///
  /// @throws IllegalArgumentException if it isn't an http or https URL
  public CompletableFuture<HTTPResponse> fetch(String url, FetchOption... how) {
    return fetch(request(url).build(), how);
  }

  /// Begins a request with what this client's requests begin with: [AsyncHTTPClientOptions.Builder#requestDefaults].
  public HTTPRequest.Builder request(String url) {
    HTTPRequest.Builder request = HTTPRequest.builder(url);
    parts.options().requestDefaults().accept(request);
    return request;
  }

  /// Sends a request.
  ///
  /// @return the response; fails with [HTTPClientError], or what a callback threw. Cancelling it ends the request
  /// @throws IllegalStateException after [#close]
  public CompletableFuture<HTTPResponse> fetch(HTTPRequest request, FetchOption... how) {
    if (closed) {
      throw new IllegalStateException("fetch on a client that was closed");
    }
    boolean returnErrors = how.length > 0 && List.of(how).contains(FetchOption.RETURN_ERRORS);
    var result = Waiter.<HTTPResponse>start();
    if (parts.options().interceptors().isEmpty()) {
      Scope scope = request.streamResponse() ? Scope.currentOrNull() : null;
      Fetch.start(parts, request, returnErrors, result, scope);
    } else {
      Interception.start(parts, request, returnErrors, result);
    }
    return result;
  }

  /// Closes the client: connections are closed, requests under way fail, and no more are taken. The one of [#current] stays closed.
  @Override
  public void close() {
    closed = true;
    if (loop.inLoop()) {
      pool.close();
    } else if (!loop.closed()) {
      loop.addCallback(pool::close);
    }
  }
}
