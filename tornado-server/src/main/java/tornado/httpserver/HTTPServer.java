// SPDX-License-Identifier: Apache-2.0
package tornado.httpserver;

import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tornado.http1connection.HTTP1ServerConnection;
import tornado.httputil.HTTPConnection;
import tornado.httputil.HTTPMessageDelegate;
import tornado.httputil.HTTPServerConnection;
import tornado.httputil.HTTPServerConnectionDelegate;
import tornado.httputil.RequestContext;
import tornado.ioloop.Async;
import tornado.iostream.IOStream;
import tornado.tcpserver.TCPServer;

/// A server of HTTP/1.1 that hands each request to a delegate: an Application, a Router, or anything that answers.
///
/// ```java
/// var server = new HTTPServer(app, HTTPServerOptions.builder().xheaders(true).build());
/// server.listen(8888);
/// ```
///
/// Tornado: `httpserver.HTTPServer`.
///
/// **Thread**: loop.
public final class HTTPServer extends TCPServer implements HTTPServerConnectionDelegate {
  private final HTTPServerConnectionDelegate requestCallback;
  private final HTTPServerOptions options;
  private final Set<HTTPServerConnection> connections = new LinkedHashSet<>();

  /// Makes a server with the default options.
  public HTTPServer(HTTPServerConnectionDelegate requestCallback) {
    this(requestCallback, HTTPServerOptions.DEFAULT);
  }

  /// Makes a server.
  ///
  /// @param requestCallback answers the requests
  public HTTPServer(HTTPServerConnectionDelegate requestCallback, HTTPServerOptions options) {
    super(options.streamOptions());
    this.requestCallback = requestCallback;
    this.options = options;
  }

  /// Closes every connection, whatever it is doing. Accepting goes on unless the server was stopped; streams that were handed over to
  /// another protocol stay open.
  ///
  /// @return done once all are closed
  public CompletableFuture<@Nullable Void> closeAllConnections() {
    var closing = List.copyOf(connections).stream().map(HTTPServerConnection::close).toList();
    return Async.all(closing).thenApply(_ -> null);
  }

  /// Returns how many connections are open.
  public int connectionCount() {
    return connections.size();
  }

  /// Serves a stream that was not accepted by this server.
  public void serve(IOStream stream, SocketAddress address) {
    onConnection(stream, address);
  }

  @Override
  protected void onConnection(IOStream stream, SocketAddress address) {
    // Answers are written whole: waiting to gather more would only delay them.
    stream.setNodelay(true);
    var connection =
        new HTTP1ServerConnection(stream, options.connectionParameters(), contextOf(address));
    connections.add(connection);
    connection.startServing(this);
  }

  @Override
  public HTTPMessageDelegate startRequest(
      HTTPServerConnection serverConnection, HTTPConnection requestConnection) {
    HTTPMessageDelegate delegate =
        requestCallback.startRequest(serverConnection, requestConnection);
    return options.xheaders()
        ? new ProxyDelegate(delegate, requestConnection, options.trustedDownstream())
        : delegate;
  }

  @Override
  public void onClose(HTTPServerConnection serverConnection) {
    connections.remove(serverConnection);
    requestCallback.onClose(serverConnection);
  }

  private RequestContext contextOf(SocketAddress address) {
    String protocol = options.protocol();
    String ip = "0.0.0.0";
    if (address instanceof InetSocketAddress inet && inet.getAddress() != null) {
      ip = inet.getAddress().getHostAddress();
      int zone = inet.getAddress() instanceof Inet6Address ? ip.indexOf('%') : -1;
      ip = zone < 0 ? ip : ip.substring(0, zone);
    }
    return new RequestContext(ip, protocol == null ? "http" : protocol, address.toString());
  }
}
