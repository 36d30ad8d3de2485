// SPDX-License-Identifier: Apache-2.0
package tornado.times;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import tornado.httpclient.AsyncHTTPClient;
import tornado.httpclient.AsyncHTTPClientOptions;
import tornado.httpclient.HTTPClientError;
import tornado.httpclient.HTTPRequest;
import tornado.httpclient.HTTPResponse;
import tornado.ioloop.Async;
import tornado.tcpserver.TCPServer;
import tornado.testing.AsyncTestCase;
import tornado.testing.SimulatedHost;

/// A client, and a host that says what a test has it say. A test begins at time zero.
abstract class ClientTimesFixture extends AsyncTestCase {
  static final String HOST = "upstream.example";
  static final String URL = "http://" + HOST + "/";
  static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n";
  static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  static final Duration NEVER = Duration.ZERO;
  static final Duration SECOND = Duration.ofSeconds(1);

  private AsyncHTTPClient client;
  private TCPServer server = new TCPServer();

  @BeforeEach
  final void nameHost() {
    client = new AsyncHTTPClient(AsyncHTTPClientOptions.DEFAULT);
    host();
  }

  @AfterEach
  final void close() {
    client.close();
    server.stop();
    await(server.closeAllConnections());
  }

  final AsyncHTTPClient client() {
    return client;
  }

  /// Has [#client] be one with other options.
  final AsyncHTTPClient client(AsyncHTTPClientOptions.Builder options) {
    client.close();
    client = new AsyncHTTPClient(options.build());
    return client;
  }

  final SimulatedHost host() {
    return network().host(HOST);
  }

  final void serve(TCPServer other) {
    server = other;
    server.listen(80, HOST);
  }

  final void serve(Plays.Side side) {
    serve(new Plays(side));
  }

  /// Returns a request without any timeout.
  static HTTPRequest.Builder request() {
    return HTTPRequest.builder(URL).connectTimeout(NEVER).requestTimeout(NEVER);
  }

  final HTTPResponse fetch(HTTPRequest.Builder request) {
    return await(client.fetch(request.build()));
  }

  /// Returns what a fetch fails with, and when.
  final String failure(HTTPRequest.Builder request) {
    return failure(client.fetch(request.build()));
  }

  /// Returns what a fetch fails with, and when.
  final String failure(CompletableFuture<HTTPResponse> fetch) {
    try {
      return "it succeeded: " + await(fetch).code();
    } catch (HTTPClientError e) {
      return elapsed() + " " + e.getMessage();
    }
  }

  /// Returns the time.
  final Duration elapsed() {
    return Duration.ofNanos(ioLoop().time());
  }

  static void pause(Duration time) {
    await(Async.sleep(time));
  }
}
