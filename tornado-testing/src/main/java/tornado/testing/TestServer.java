// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import tornado.httpclient.AsyncHTTPClient;
import tornado.httpclient.AsyncHTTPClientOptions;
import tornado.httpclient.FetchOption;
import tornado.httpclient.HTTPRequest;
import tornado.httpclient.HTTPResponse;
import tornado.httpserver.HTTPServer;
import tornado.httpserver.HTTPServerOptions;
import tornado.httputil.HTTPServerConnectionDelegate;
import tornado.ioloop.IOLoop;

/// Serves an application to each test of a class with [TornadoTest], as an [AsyncHTTPTestCase] does.
///
/// ```java
/// @TornadoTest
/// class HelloTest {
///   @RegisterExtension
///   static final TestServer SERVER =
///       TestServer.of(() -> Application.builder().route("/", MainHandler::new).build());
///
///   @Test
///   void saysHello() {
///     assertThat(SERVER.fetch("/").text()).isEqualTo("Hello, world");
///   }
/// }
/// ```
///
/// Each test has a server and a client of its own, whether the field is static or not.
///
/// **Thread**: coroutines of the test's loop.
public final class TestServer implements BeforeEachCallback, AfterEachCallback {
  private final Supplier<? extends HTTPServerConnectionDelegate> app;
  private final HTTPServerOptions options;

  /// What is served to the tests that run, each on its loop: a static field's object is that of all tests, which may run at once.
  private final Map<IOLoop, ServedApp> served = new ConcurrentHashMap<>();

  private TestServer(
      Supplier<? extends HTTPServerConnectionDelegate> app, HTTPServerOptions options) {
    this.app = app;
    this.options = options;
  }

  /// Makes one with the default options of a server.
  ///
  /// @param app makes what is served, once for each test
  public static TestServer of(Supplier<? extends HTTPServerConnectionDelegate> app) {
    return of(app, HTTPServerOptions.DEFAULT);
  }

  /// Makes one with options.
  ///
  /// @param app makes what is served, once for each test
  public static TestServer of(
      Supplier<? extends HTTPServerConnectionDelegate> app, HTTPServerOptions options) {
    return new TestServer(app, options);
  }

  /// Makes one that speaks TLS, as that of an [AsyncHTTPSTestCase].
  ///
  /// @param app makes what is served, once for each test
  public static TestServer secure(Supplier<? extends HTTPServerConnectionDelegate> app) {
    return of(app, HTTPServerOptions.builder().ssl(LocalSSLOptions.server()).build());
  }

  /// Starts the server of a test. Called by JUnit.
  @Override
  public void beforeEach(ExtensionContext context) throws Exception {
    RunningTest test = RunningTest.required(context);
    ServedApp made = test.call(this::start);
    served.put(test.loop().loop(), made);
    test.setClient(made.client());
  }

  private ServedApp start() {
    var server = new HTTPServer(app.get(), options);
    boolean secure = options.tcpServerOptions().ssl() != null;
    AsyncHTTPClientOptions clientOptions =
        secure
            ? AsyncHTTPClientOptions.builder()
                .interceptor(new ServerTrust(server::port, LocalSSLOptions.client()))
                .build()
            : AsyncHTTPClientOptions.DEFAULT;
    return ServedApp.start(server, new AsyncHTTPClient(clientOptions), secure ? "https" : "http");
  }

  /// Stops the server of a test. Called by JUnit.
  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    RunningTest test = RunningTest.of(context);
    ServedApp left = test == null ? null : served.remove(test.loop().loop());
    if (test != null && left != null && !test.loop().givenUp()) {
      test.call(() -> {
        left.stop();
        return left;
      });
    }
  }

  /// Returns the server.
  public HTTPServer httpServer() {
    return served().server();
  }

  /// Returns the client.
  public AsyncHTTPClient httpClient() {
    return served().client();
  }

  /// Returns the server's port.
  public int getHTTPPort() {
    return httpServer().port();
  }

  /// Returns the URL of a path on the server.
  public String getUrl(String path) {
    return served().url(path);
  }

  /// Gets a path of the server, or what an absolute URL names. An error status is a response like any other, unless something else is said.
  ///
  /// @throws tornado.httpclient.HTTPClientError if there is no response
  public HTTPResponse fetch(String pathOrUrl, FetchOption... how) {
    return served().fetch(pathOrUrl, how);
  }

  /// Sends a request; as [#fetch(String, FetchOption...)].
  public HTTPResponse fetch(HTTPRequest request, FetchOption... how) {
    return served().fetch(request, how);
  }

  private ServedApp served() {
    IOLoop loop = IOLoop.currentOrNull();
    ServedApp here = loop == null ? null : served.get(loop);
    if (here == null) {
      throw new IllegalStateException(
          "no server here: it is there during a test, and for what runs on the test's loop");
    }
    return here;
  }
}
