// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import tornado.httpclient.AsyncHTTPClient;
import tornado.httpclient.FetchOption;
import tornado.httpclient.HTTPRequest;
import tornado.httpclient.HTTPResponse;
import tornado.httpserver.HTTPServer;
import tornado.ioloop.Async;

/// What is tested, served on a free port of 127.0.0.1, and a client for it.
///
/// **Thread**: coroutines of the test's loop.
///
/// @param server the server
/// @param client the client
/// @param protocol `http` or `https`
record ServedApp(HTTPServer server, AsyncHTTPClient client, String protocol) {
  /// Has the server listen.
  static ServedApp start(HTTPServer server, AsyncHTTPClient client, String protocol) {
    server.listen(0, "127.0.0.1");
    return new ServedApp(server, client, protocol);
  }

  /// Stops the server, and closes all connections.
  void stop() {
    client.close();
    server.stop();
    Async.await(server.closeAllConnections());
  }

  /// Returns the URL of a path.
  String url(String path) {
    return "%s://127.0.0.1:%d%s".formatted(protocol, server.port(), path);
  }

  /// Gets a path, or what an absolute URL names, with what the client's requests begin with. An error status is a response like any other,
  /// unless something else is said.
  HTTPResponse fetch(String pathOrUrl, FetchOption... how) {
    boolean absolute = pathOrUrl.startsWith("http://") || pathOrUrl.startsWith("https://");
    return fetch(client.request(absolute ? pathOrUrl : url(pathOrUrl)).build(), how);
  }

  /// Sends a request.
  HTTPResponse fetch(HTTPRequest request, FetchOption... how) {
    FetchOption[] chosen = how.length == 0 ? new FetchOption[] {FetchOption.RETURN_ERRORS} : how;
    return Async.await(client.fetch(request, chosen));
  }
}
