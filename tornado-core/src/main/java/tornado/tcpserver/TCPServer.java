// SPDX-License-Identifier: Apache-2.0
package tornado.tcpserver;

import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import tornado.ioloop.Async;
import tornado.ioloop.CancelledError;
import tornado.ioloop.IOLoop;
import tornado.ioloop.Transport;
import tornado.iostream.IOStream;
import tornado.iostream.SSLIOStream;
import tornado.iostream.StreamClosedError;
import tornado.netutil.AcceptCallback;
import tornado.netutil.BindOptions;
import tornado.netutil.ListeningSocket;
import tornado.netutil.Netutil;
import tornado.netutil.ProxyProtocol;
import tornado.netutil.SSLOptions;

/// A server of a protocol over TCP, made for extension.
///
/// ```java
/// class EchoServer extends TCPServer {
///   @Override
///   protected void handleStream(IOStream stream, SocketAddress address) {
///     while (true) {
///       await(stream.write(await(stream.readUntil("\n"))));
///     }
///   }
/// }
///
/// void main() {
///   new EchoServer().listen(8888);
///   IOLoop.current().start();
/// }
/// ```
///
/// Each connection gets a coroutine. One that fails is logged and its stream closed; one that ends because its stream
/// was closed by the peer ends without a word. The server goes on in any case.
///
/// Tornado: [TCPServer](https://www.tornadoweb.org/en/stable/tcpserver.html#tornado.tcpserver.TCPServer).
///
/// **Thread**: any; connections belong to the loop that was current when their socket was added.
public class TCPServer {
  private final TCPServerOptions options;

  /// What stops accepting, for each socket.
  private final Map<ListeningSocket, Runnable> sockets = new ConcurrentHashMap<>();

  /// Makes a server with the default options.
  public TCPServer() {
    this(TCPServerOptions.DEFAULT);
  }

  /// Makes a server.
  public TCPServer(TCPServerOptions options) {
    this.options = options;
  }

  /// Listens to `port` on all interfaces, on the current loop. May be called for several ports.
  ///
  /// @param port 0 for a free one, which [#boundPorts] then tells
  /// @throws tornado.netutil.BindFailedException if the port is taken
  public final void listen(int port) {
    listen(port, null, BindOptions.DEFAULT);
  }

  /// Listens to `port` on `address`, on the current loop.
  ///
  /// @param address an IP address or host name; null or empty for all interfaces
  /// @throws tornado.netutil.BindFailedException if the port is taken or the address not this machine's
  public final void listen(int port, @Nullable String address) {
    listen(port, address, BindOptions.DEFAULT);
  }

  /// Like [#listen(int, String)], with settings.
  ///
  /// @throws tornado.netutil.BindFailedException if the port is taken or the address not this machine's
  public final void listen(int port, @Nullable String address, BindOptions bindOptions) {
    addSockets(Netutil.bindSockets(port, address, bindOptions));
  }

  /// Accepts connections of sockets made by [Netutil#bindSockets] on the current loop. The server closes them when it
  /// stops.
  public final void addSockets(List<ListeningSocket> added) {
    added.forEach(this::addSocket);
  }

  /// Like [#addSockets], for one.
  public final void addSocket(ListeningSocket socket) {
    sockets.put(socket, Netutil.addAcceptHandler(socket, entrance()));
  }

  /// Returns the ports the server listens to, each once, in no order.
  public final List<Integer> boundPorts() {
    return sockets.keySet().stream()
        .filter(ListeningSocket::hasPort)
        .map(ListeningSocket::port)
        .distinct()
        .toList();
  }

  /// Returns the one port the server listens to.
  ///
  /// @throws IllegalStateException if there is none or more than one
  public final int port() {
    List<Integer> ports = boundPorts();
    if (ports.size() != 1) {
      throw new IllegalStateException("expected one bound port but was " + ports);
    }
    return ports.getFirst();
  }

  /// Stops listening. Connections there are go on. Idempotent.
  public void stop() {
    for (ListeningSocket socket : List.copyOf(sockets.keySet())) {
      Runnable stopAccepting = sockets.remove(socket);
      if (stopAccepting != null) {
        socket.close();
        stopAccepting.run();
      }
    }
  }

  /// Serves a connection, as a coroutine. The stream is closed if this fails, and left open if it returns.
  ///
  /// With TLS it is an [SSLIOStream] whose hands are not shaken yet; reads and writes wait for that.
  ///
  /// @param stream the connection
  /// @param address the peer's
  /// @throws Exception if the connection can't be served; it is logged
  protected void handleStream(IOStream stream, SocketAddress address) throws Exception {
    throw new UnsupportedOperationException("handleStream must be overridden");
  }

  /// Takes a new connection, on the loop. By default starts a coroutine that runs [#handleStream]; a server that needs
  /// none overrides this.
  protected void onConnection(IOStream stream, SocketAddress address) {
    CompletableFuture<@Nullable Void> served =
        Async.spawn(
            stream.loop(),
            () -> {
              handleStream(stream, address);
              return null;
            });
    served.whenComplete((_, failure) -> {
      if (failure != null) {
        failed(stream, failure);
      }
    });
  }

  /// Waits for `future` and returns its result; see [Async#await].
  protected static <T extends @Nullable Object> T await(CompletableFuture<T> future) {
    return Async.await(future);
  }

  /// Runs `body` for at most `duration`; see [Async#withTimeout(Duration, Callable)].
  ///
  /// @throws tornado.util.TimeoutError if the time is over first
  protected static <T extends @Nullable Object> T withTimeout(Duration duration, Callable<T> body) {
    return Async.withTimeout(duration, body);
  }

  /// Returns what takes a connection on the loop that is to serve it.
  private AcceptCallback entrance() {
    ProxyProtocol proxy = options.proxyProtocol();
    return proxy == null ? this::accepted : proxy.before(this::accepted);
  }

  private void accepted(Transport connection, SocketAddress address) {
    IOLoop loop = IOLoop.current();
    SSLOptions ssl = options.ssl();
    IOStream stream =
        ssl == null
            ? new IOStream(loop, connection, options.streamOptions())
            : SSLIOStream.server(loop, connection, ssl, options.streamOptions());
    try {
      onConnection(stream, address);
    } catch (RuntimeException e) {
      failed(stream, e);
    }
  }

  private static void failed(IOStream stream, Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    boolean left = cause instanceof StreamClosedError && stream.closed();
    if (!left && !(cause instanceof CancelledError)) {
      LoggerFactory.getLogger("tornado.application").error("Error in connection callback", cause);
    }
    stream.close();
  }
}
