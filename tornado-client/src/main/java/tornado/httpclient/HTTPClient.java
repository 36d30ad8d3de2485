// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import tornado.ioloop.Async;
import tornado.ioloop.IOLoop;

/// A client for scripts and other code without a loop: its methods wait.
///
/// ```java
/// try (var client = new HTTPClient()) {
///   System.out.println(client.fetch("https://example.com/").text());
/// }
/// ```
///
/// Connections are kept as [AsyncHTTPClient] keeps them, which does the work on a loop that runs while a method waits.
///
/// Tornado: `httpclient.HTTPClient`.
///
/// **Thread**: one at a time, and none that runs a loop, nor a virtual one.
public final class HTTPClient implements AutoCloseable {
  private final IOLoop loop = new IOLoop();
  private final AsyncHTTPClient client;

  /// Makes a client with the default options.
  public HTTPClient() {
    this(AsyncHTTPClientOptions.DEFAULT);
  }

  /// Makes a client.
  public HTTPClient(AsyncHTTPClientOptions options) {
    client = new AsyncHTTPClient(loop, options);
  }

  /// Gets a URL; as [#fetch(HTTPRequest, FetchOption...)].
  ///
  /// @throws IllegalArgumentException if it isn't an http or https URL
  public HTTPResponse fetch(String url, FetchOption... how) {
    return fetch(request(url).build(), how);
  }

  /// Begins a request with what this client's requests begin with: [AsyncHTTPClientOptions.Builder#requestDefaults].
  public HTTPRequest.Builder request(String url) {
    return client.request(url);
  }

  /// Sends a request and waits for the response.
  ///
  /// @throws HTTPClientError if there is none, or its status is not from 200 to 299
  /// @throws IllegalStateException on a thread that runs a loop, where it would wait for itself, and after [#close]
  public HTTPResponse fetch(HTTPRequest request, FetchOption... how) {
    if (loop.closed()) {
      throw new IllegalStateException("fetch on a client that was closed");
    }
    return loop.runSync(() -> Async.await(client.fetch(request, how)));
  }

  /// Closes the connections. Idempotent.
  @Override
  public void close() {
    if (!loop.closed()) {
      client.close();
      loop.closeAll();
    }
  }
}
