// SPDX-License-Identifier: Apache-2.0
package tornado.httpserver;

import java.net.SocketAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tornado.http1connection.HTTP1ServerConnection;
import tornado.httpserver.internal.CallableDelegate;
import tornado.httpserver.internal.PeerAddress;
import tornado.httputil.HTTPConnection;
import tornado.httputil.HTTPMessageDelegate;
import tornado.httputil.HTTPServerConnection;
import tornado.httputil.HTTPServerConnectionDelegate;
import tornado.httputil.HTTPServerRequest;
import tornado.httputil.RequestContext;
import tornado.ioloop.Async;
import tornado.ioloop.IOLoop;
import tornado.ioloop.ProcessEnd;
import tornado.ioloop.Timeout;
import tornado.iostream.IOStream;
import tornado.iostream.SSLIOStream;
import tornado.netutil.SSLOptions;
import tornado.netutil.SSLOptions.ClientCertificates;
import tornado.tcpserver.TCPServer;

/// A server of HTTP/1.1 that hands each request to a delegate: an Application, a Router, or anything that answers.
///
/// ```java
/// var server = new HTTPServer(app, HTTPServerOptions.builder().xheaders(true).build());
/// server.listen(8888);
/// ```
///
/// With TLS, on each processor:
///
/// ```java
/// var ssl = SSLOptions.server().certificate(Path.of("chain.pem"), Path.of("key.pem")).build();
/// var server = new HTTPServer(app, HTTPServerOptions.builder().ssl(ssl).build());
/// server.bind(443);
/// server.start(0);
/// ```
///
/// A client that ends its half of the connection behind a request is answered all the same; Tornado takes it for gone.
///
/// A Unix-domain socket is added by [#addSocket]; its clients have no address, which shows as `0.0.0.0`.
///
/// Tornado: `httpserver.HTTPServer`.
///
/// **Thread**: any, but for what the connections call: `onConnection`, `startRequest`, `onClose` loop.
public final class HTTPServer extends TCPServer implements HTTPServerConnectionDelegate {
  /// How long connections may take to close after the grace.
  private static final Duration CLOSING = Duration.ofSeconds(2);

  private final HTTPServerConnectionDelegate requestCallback;
  private final HTTPServerOptions options;

  /// The open connections, each with its stream. They may be on several loops.
  private final Map<HTTPServerConnection, IOStream> connections = new ConcurrentHashMap<>();

  /// While the server is shut down: done once no connection is left.
  private final AtomicReference<@Nullable CompletableFuture<@Nullable Void>> noneLeft =
      new AtomicReference<>();

  /// Makes a server with the default options.
  ///
  /// @param requestCallback answers the requests
  public HTTPServer(HTTPServerConnectionDelegate requestCallback) {
    this(requestCallback, HTTPServerOptions.DEFAULT);
  }

  /// Makes a server.
  ///
  /// @param requestCallback answers the requests
  public HTTPServer(HTTPServerConnectionDelegate requestCallback, HTTPServerOptions options) {
    super(options.tcpServerOptions());
    this.requestCallback = requestCallback;
    this.options = options;
  }

  /// Makes a server of a function, with the default options; as [#HTTPServer(Consumer, HTTPServerOptions)].
  public HTTPServer(Consumer<HTTPServerRequest> requestCallback) {
    this(requestCallback, HTTPServerOptions.DEFAULT);
  }

  /// Makes a server of a function.
  ///
  /// @param requestCallback takes each request once its body was read, and answers through its connection; it runs on the loop and
  ///     must not wait
  public HTTPServer(Consumer<HTTPServerRequest> requestCallback, HTTPServerOptions options) {
    this((_, connection) -> new CallableDelegate(connection, requestCallback), options);
  }

  /// Closes every connection, whatever it is doing. Accepting goes on unless the server was stopped; streams that were handed over to
  /// another protocol stay open.
  ///
  /// @return done once all are closed
  @Override
  public CompletableFuture<@Nullable Void> closeAllConnections() {
    var ended = new ArrayList<CompletableFuture<@Nullable Void>>();
    connections.forEach((connection, stream) -> {
      stream.loop().addCallback(connection::close);
      ended.add(connection.ended());
    });
    return Async.all(ended).thenApply(_ -> null);
  }

  /// Ends the server politely: it stops listening, running requests are answered, with `Connection: close`, connections that wait for a
  /// request end shortly (250 ms, for requests on their way), what is left when `grace` is over is closed, and the loops that [#start]
  /// started end. Streams that were handed over to another protocol stay open. A second call may shorten the grace. The server may be
  /// bound and started anew.
  ///
  /// @return done once no connection and no such loop is left. Don't wait for it on one of those loops
  public CompletableFuture<@Nullable Void> shutdown(Duration grace) {
    var made = new CompletableFuture<@Nullable Void>();
    CompletableFuture<@Nullable Void> before = noneLeft.compareAndExchange(null, made);
    CompletableFuture<@Nullable Void> none = before == null ? made : before;
    stop();
    connections.forEach((connection, stream) -> run(stream.loop(), connection::drain));
    connections.values().stream()
        .map(IOStream::loop)
        .distinct()
        .forEach(loop -> {
          Timeout deadline = loop.callLater(grace, () -> closeConnectionsOf(loop));
          none.whenComplete((_, _) -> loop.removeTimeout(deadline));
        });
    endIfNoneLeft();
    return none.thenCompose(_ -> shutdown());
  }

  /// Has the server shut down when the process is asked to end (SIGTERM, Ctrl-C, [System#exit]): requests that run are answered within
  /// [HTTPServerOptions.Builder#shutdownGrace], and then the process ends. To be called on the loop that accepts, or before it is started.
  /// `Application.listen` does it by itself.
  ///
  /// @return what takes that back
  public ProcessEnd endWithProcess() {
    Duration grace = options.shutdownGrace();
    // The end of the process waits a little longer than the shutdown: that one has to close what is
    // left.
    return ProcessEnd.register(
        IOLoop.current(),
        grace.plus(CLOSING),
        () -> {
          Async.await(stopListening());
          return Async.await(shutdown(grace));
        });
  }

  private void closeConnectionsOf(IOLoop loop) {
    connections.forEach((connection, stream) -> {
      if (stream.loop() == loop) {
        connection.close();
      }
    });
  }

  private void endIfNoneLeft() {
    CompletableFuture<@Nullable Void> none = noneLeft.get();
    if (none != null && connections.isEmpty()) {
      noneLeft.set(null);
      none.complete(null);
    }
  }

  /// Returns how many connections are open.
  public int connectionCount() {
    return connections.size();
  }

  /// Serves a stream that was not accepted by this server, on the stream's loop.
  ///
  /// @param address the peer's, which requests and logs show
  public void serve(IOStream stream, SocketAddress address) {
    run(stream.loop(), () -> onConnection(stream, address));
  }

  private static void run(IOLoop loop, Runnable action) {
    if (loop.inLoop()) {
      action.run();
    } else {
      loop.addCallback(action);
    }
  }

  @Override
  protected void onConnection(IOStream stream, SocketAddress address) {
    // Answers are written whole: waiting to gather more would only delay them.
    stream.setNodelay(true);
    var connection =
        new HTTP1ServerConnection(
            stream, options.connectionParameters(), contextOf(stream, address));
    connections.put(connection, stream);
    connection.startServing(this);
    if (noneLeft.get() != null) {
      connection.drain();
    }
  }

  @Override
  public HTTPMessageDelegate startRequest(
      HTTPServerConnection serverConnection, HTTPConnection requestConnection) {
    if (asksForCertificates()) {
      showCertificate(connections.get(serverConnection), requestConnection);
    }
    HTTPMessageDelegate delegate =
        requestCallback.startRequest(serverConnection, requestConnection);
    return options.xheaders()
        ? new ProxyDelegate(delegate, requestConnection, options.trustedDownstream())
        : delegate;
  }

  @Override
  public void onClose(HTTPServerConnection serverConnection) {
    connections.remove(serverConnection);
    try {
      requestCallback.onClose(serverConnection);
    } finally {
      endIfNoneLeft();
    }
  }

  private boolean asksForCertificates() {
    SSLOptions ssl = options.tcpServerOptions().ssl();
    return ssl != null && ssl.clientCertificates() != ClientCertificates.NONE;
  }

  /// Adds the client's certificate to the context of a request: when the connection came it was not known yet.
  private static void showCertificate(@Nullable IOStream stream, HTTPConnection request) {
    if (stream instanceof SSLIOStream secure) {
      List<X509Certificate> chain = secure.peerCertificates();
      if (!chain.isEmpty()) {
        request.setContext(request.context().withSslCertificate(chain.getFirst()));
      }
    }
  }

  private RequestContext contextOf(IOStream stream, SocketAddress address) {
    String said = options.protocol();
    String protocol = stream instanceof SSLIOStream ? "https" : "http";
    return new RequestContext(
        PeerAddress.ip(address), said == null ? protocol : said, PeerAddress.forLog(address));
  }
}
