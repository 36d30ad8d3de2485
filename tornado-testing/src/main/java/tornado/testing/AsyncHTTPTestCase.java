// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import tornado.httpclient.AsyncHTTPClient;
import tornado.httpclient.AsyncHTTPClientOptions;
import tornado.httpclient.FetchOption;
import tornado.httpclient.HTTPRequest;
import tornado.httpclient.HTTPResponse;
import tornado.httpserver.HTTPServer;
import tornado.httpserver.HTTPServerOptions;
import tornado.httputil.HTTPServerConnectionDelegate;

/// A test case with an application that is served on 127.0.0.1, and a client for it, both on the test's loop.
///
/// ```java
/// class HelloTest extends AsyncHTTPTestCase {
///   @Override
///   protected Application getApp() {
///     return Application.builder().route("/", MainHandler::new).build();
///   }
///
///   @Test
///   void saysHello() {
///     assertThat(fetch("/").text()).isEqualTo("Hello, world");
///   }
/// }
/// ```
///
/// Tornado: `testing.AsyncHTTPTestCase`.
public abstract class AsyncHTTPTestCase extends AsyncTestCase {
  private @Nullable ServedApp served;

  /// For subclasses. Server and client are not there yet.
  protected AsyncHTTPTestCase() {}

  /// Returns what is tested: mostly an [tornado.web.Application].
  protected abstract HTTPServerConnectionDelegate getApp();

  /// Returns the options of the server. Override it for others than the default ones.
  protected HTTPServerOptions getHTTPServerOptions() {
    return HTTPServerOptions.DEFAULT;
  }

  /// Makes the server, which listens later.
  protected HTTPServer getHTTPServer() {
    return new HTTPServer(getApp(), getHTTPServerOptions());
  }

  /// Makes the client.
  protected AsyncHTTPClient getHTTPClient() {
    return new AsyncHTTPClient(AsyncHTTPClientOptions.DEFAULT);
  }

  /// Starts the server.
  @BeforeEach
  final void serve() {
    HTTPServer server = getHTTPServer();
    served = ServedApp.start(server, getHTTPClient(), getProtocol());
  }

  /// Stops the server, and closes all connections.
  @AfterEach
  final void stopServing() {
    if (served != null) {
      served.stop();
    }
  }

  /// Returns the server.
  protected final HTTPServer httpServer() {
    return served().server();
  }

  /// Returns the client.
  protected final AsyncHTTPClient httpClient() {
    return served().client();
  }

  /// Returns the server's port. Tornado: `get_http_port`.
  protected final int getHTTPPort() {
    return httpServer().port();
  }

  /// Returns `http`.
  protected String getProtocol() {
    return "http";
  }

  /// Returns the URL of a path on the server.
  protected final String getUrl(String path) {
    return served().url(path);
  }

  /// Gets a path of the server, or what an absolute URL names. An error status is a response like any other, unless
  /// [#raiseError] says else.
  ///
  /// @throws tornado.httpclient.HTTPClientError if there is no response
  protected final HTTPResponse fetch(String pathOrUrl, FetchOption... how) {
    return served().fetch(pathOrUrl, how);
  }

  /// Sends a request; as [#fetch(String, FetchOption...)].
  protected final HTTPResponse fetch(HTTPRequest request, FetchOption... how) {
    return served().fetch(request, how);
  }

  /// Says whether a response with an error status fails a fetch.
  protected static FetchOption raiseError(boolean raise) {
    return raise ? FetchOption.RAISE_ERRORS : FetchOption.RETURN_ERRORS;
  }

  private ServedApp served() {
    if (served == null) {
      throw new IllegalStateException("no server yet: it is made before each test");
    }
    return served;
  }
}
