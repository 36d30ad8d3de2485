// SPDX-License-Identifier: Apache-2.0
package tornado.http1connection;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import okio.ByteString;
import tornado.httputil.HTTPConnection;
import tornado.httputil.HTTPHeaders;
import tornado.httputil.HTTPMessageDelegate;
import tornado.httputil.HTTPServerConnection;
import tornado.httputil.HTTPServerConnectionDelegate;
import tornado.httputil.ResponseStartLine;
import tornado.iostream.internal.MemoryTransport;

/// A server's connection, whose requests a test answers as it likes, and the peer that sends them.
abstract class ServerFixture extends ConnectionFixture {
  static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
  static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  static final String BAD_REQUEST = "HTTP/1.1 400 Bad Request\r\n\r\n";

  /// What the delegates of all requests heard, and `end` when the connection carries no HTTP any more.
  final List<String> events = new CopyOnWriteArrayList<>();

  /// The connection objects of the requests, in order.
  final List<HTTP1Connection> requests = new CopyOnWriteArrayList<>();

  /// Sets up the delegate of a request. By default each request is answered `ok` once it was read.
  BiConsumer<RecordingDelegate, HTTP1Connection> onRequest =
      (delegate, request) -> delegate.onFinish = () -> answer(request, "ok");

  final class RecordingServer implements HTTPServerConnectionDelegate {
    @Override
    public HTTPMessageDelegate startRequest(HTTPServerConnection server, HTTPConnection request) {
      var delegate = new RecordingDelegate(events);
      requests.add((HTTP1Connection) request);
      onRequest.accept(delegate, (HTTP1Connection) request);
      return delegate;
    }

    @Override
    public void onClose(HTTPServerConnection server) {
      events.add("end");
    }
  }

  /// Starts serving a connection.
  ///
  /// @return its other end
  final RawPeer serve(HTTP1ConnectionParameters parameters) {
    return serve(parameters, MemoryTransport.CAPACITY);
  }

  final RawPeer serve() {
    return serve(HTTP1ConnectionParameters.DEFAULT);
  }

  /// Starts serving a connection each of whose directions holds `capacity` bytes.
  final RawPeer serve(HTTP1ConnectionParameters parameters, long capacity) {
    MemoryTransport.Pair ends = MemoryTransport.pair(capacity);
    return onLoop(() -> {
      new HTTP1ServerConnection(stream(ends.left()), parameters, CONTEXT)
          .startServing(new RecordingServer());
      return new RawPeer(stream(ends.right()));
    });
  }

  /// Answers with a body of known length.
  static void answer(HTTPConnection request, String body) {
    HTTPHeaders fields = headers("Content-Length", Integer.toString(body.length()));
    request.writeHeaders(status(200, "OK"), fields, bytes(body));
    request.finish();
  }

  static ResponseStartLine status(int code, String reason) {
    return new ResponseStartLine("HTTP/1.1", code, reason);
  }

  static String post(String fields) {
    return "POST / HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n\r\n";
  }

  static String chunked(String body) {
    return post("Transfer-Encoding: chunked") + body;
  }

  /// Returns the data events so far.
  final List<String> data() {
    var data = new ArrayList<String>();
    for (String event : events) {
      if (event.startsWith("data ")) {
        data.add(event.substring(5));
      }
    }
    return data;
  }

  static ByteString body(int byteCount) {
    return bytes("x".repeat(byteCount));
  }
}
