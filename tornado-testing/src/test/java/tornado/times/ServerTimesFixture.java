// SPDX-License-Identifier: Apache-2.0
package tornado.times;

import java.time.Duration;
import java.util.function.Consumer;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import tornado.httpserver.HTTPServer;
import tornado.httpserver.HTTPServerOptions;
import tornado.httputil.HTTPHeaders;
import tornado.httputil.HTTPServerConnectionDelegate;
import tornado.httputil.HTTPServerRequest;
import tornado.httputil.ResponseStartLine;
import tornado.ioloop.Async;
import tornado.iostream.IOStream;
import tornado.iostream.StreamClosedError;
import tornado.tcpclient.TCPClient;
import tornado.testing.AsyncTestCase;

/// A server, and clients that send exact bytes. A test begins at time zero.
abstract class ServerTimesFixture extends AsyncTestCase {
  static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
  static final String GET_SLOW = GET.replace("/ ", "/slow ");
  static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  private HTTPServer server = new HTTPServer(_ -> {});

  /// How long `/slow` takes to answer.
  private Duration slowness = Duration.ofHours(3);

  final HTTPServer server() {
    return server;
  }

  /// Starts a server that answers all with `ok`.
  final void serve(HTTPServerOptions.Builder options) {
    serve(new HTTPServer(this::answer, options.build()));
  }

  final void serve(HTTPServerConnectionDelegate app) {
    serve(new HTTPServer(app));
  }

  final void serve(Consumer<HTTPServerRequest> handler) {
    serve(new HTTPServer(handler));
  }

  private void serve(HTTPServer made) {
    server.stop();
    server = made;
    server.listen(0, "127.0.0.1");
  }

  @AfterEach
  final void stopServing() {
    server.stop();
    await(server.closeAllConnections());
  }

  final void slowness(Duration time) {
    slowness = time;
  }

  private void answer(HTTPServerRequest request) {
    if (request.path().equals("/slow")) {
      ioLoop().callLater(slowness, () -> answer(request, "ok"));
    } else {
      answer(request, "ok");
    }
  }

  static void answer(HTTPServerRequest request, String text) {
    ByteString body = ByteString.encodeUtf8(text);
    var headers = new HTTPHeaders();
    headers.set("Content-Length", Integer.toString(body.size()));
    request.connection().writeHeaders(new ResponseStartLine("HTTP/1.1", 200, "OK"), headers, body);
    request.connection().finish();
  }

  static String post(int byteCount) {
    return "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n".formatted(byteCount);
  }

  final IOStream connect() {
    return await(new TCPClient().connect("127.0.0.1", server.port()));
  }

  static void send(IOStream client, String text) {
    await(client.write(text));
  }

  static String readTo(IOStream client, String end) {
    return await(client.readUntil(end)).utf8();
  }

  /// Waits until the server closes the connection, and returns when that was.
  final Duration closed(IOStream client) {
    try {
      await(client.readUntilClose());
    } catch (StreamClosedError ignored) {
      // Closed by a reset: what was sent has not been read.
    }
    client.close();
    return elapsed();
  }

  /// Returns the time.
  final Duration elapsed() {
    return Duration.ofNanos(ioLoop().time());
  }

  static void pause(Duration time) {
    await(Async.sleep(time));
  }
}
