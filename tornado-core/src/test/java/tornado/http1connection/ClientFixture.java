// SPDX-License-Identifier: Apache-2.0
package tornado.http1connection;

import static tornado.ioloop.Async.await;

import java.util.concurrent.CompletableFuture;
import okio.ByteString;
import tornado.httputil.HTTPHeaders;
import tornado.httputil.RequestStartLine;
import tornado.iostream.IOStream;
import tornado.iostream.internal.MemoryTransport;

/// A client's exchange, what it hears, and the peer that answers it.
abstract class ClientFixture extends ConnectionFixture {
  static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  /// A client's end of a connection.
  ///
  /// @param stream the client's own end
  /// @param peer the other end
  record Client(IOStream stream, RawPeer peer) {}

  final RecordingDelegate delegate = new RecordingDelegate();

  final Client connect() {
    return connect(MemoryTransport.CAPACITY);
  }

  final Client connect(long capacity) {
    MemoryTransport.Pair ends = MemoryTransport.pair(capacity);
    return onLoop(() -> new Client(stream(ends.left()), new RawPeer(stream(ends.right()))));
  }

  final HTTP1Connection exchange(Client client, HTTP1ConnectionParameters parameters) {
    return onLoop(() -> new HTTP1Connection(client.stream(), parameters, CONTEXT));
  }

  final HTTP1Connection exchange(Client client) {
    return exchange(client, HTTP1ConnectionParameters.DEFAULT);
  }

  /// Writes a request without a body.
  final HTTP1Connection request(Client client, String method, String... fields) {
    HTTP1Connection exchange = exchange(client);
    request(exchange, method, headers(fields));
    return exchange;
  }

  static void request(HTTP1Connection exchange, String method, HTTPHeaders fields) {
    exchange.writeHeaders(new RequestStartLine(method, "/", "HTTP/1.1"), fields, ByteString.EMPTY);
    exchange.finish();
  }

  /// Starts reading the response.
  final CompletableFuture<Boolean> read(HTTP1Connection exchange) {
    return onLoop(() -> exchange.readResponse(delegate));
  }

  /// Makes an exchange: a GET, and `response` to it.
  ///
  /// @return whether the connection can go on
  final boolean exchange(Client client, String response) {
    CompletableFuture<Boolean> open = read(request(client, "GET"));
    client.peer().readTo("\r\n\r\n");
    client.peer().send(response);
    return await(open);
  }
}
