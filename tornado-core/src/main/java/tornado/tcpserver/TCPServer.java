// SPDX-License-Identifier: Apache-2.0
package tornado.tcpserver;

import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import tornado.ioloop.Async;
import tornado.ioloop.CancelledError;
import tornado.ioloop.IOLoop;
import tornado.ioloop.Scope;
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
import tornado.netutil.internal.Accepted;
import tornado.process.Subprocess;

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
/// On several processors, with a loop and a thread for each:
///
/// ```java
/// server.bind(8888);
/// server.start(0);
/// IOLoop.current().start();
/// ```
///
/// Tornado: [TCPServer](https://www.tornadoweb.org/en/stable/tcpserver.html#tornado.tcpserver.TCPServer).
///
/// **Thread**: any; connections belong to the loop that was current when their socket was added, unless [#start] started several.
public class TCPServer {
  private final TCPServerOptions options;

  /// Sockets that wait for [#start].
  private final Queue<ListeningSocket> bound = new ConcurrentLinkedQueue<>();

  /// Who accepts, for each socket.
  private final Map<ListeningSocket, Accepting> sockets = new ConcurrentHashMap<>();

  /// What [#start] has started; null before.
  private final AtomicReference<@Nullable ServingLoops> loops = new AtomicReference<>();

  /// The coroutines that serve a connection: the scope of each, and what is done when it ends.
  private final Map<Scope, CompletableFuture<@Nullable Void>> serving = new ConcurrentHashMap<>();

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
    AcceptCallback entrance = entrance();
    sockets.put(
        socket,
        Accepting.start(
            socket,
            (connection, address) ->
                servingLoops().deal(new Accepted(connection, address), entrance)));
  }

  /// Binds to `port` on all interfaces, for [#start]. May be called for several ports.
  ///
  /// @param port 0 for a free one, which [#boundPorts] then tells
  /// @throws tornado.netutil.BindFailedException if the port is taken
  public final void bind(int port) {
    bind(port, null, BindOptions.DEFAULT);
  }

  /// Binds to `port` on `address`, for [#start].
  ///
  /// @param address an IP address or host name; null or empty for all interfaces
  /// @throws tornado.netutil.BindFailedException if the port is taken or the address not this machine's
  public final void bind(int port, @Nullable String address) {
    bind(port, address, BindOptions.DEFAULT);
  }

  /// Like [#bind(int, String)], with settings.
  ///
  /// @throws tornado.netutil.BindFailedException if the port is taken or the address not this machine's
  public final void bind(int port, @Nullable String address, BindOptions bindOptions) {
    bound.addAll(Netutil.bindSockets(port, address, bindOptions));
  }

  /// Accepts connections of the sockets that [#bind] made, and serves them on the current loop.
  ///
  /// @throws IllegalStateException if the server was started already, or has no socket
  public final void start() {
    start(1);
  }

  /// Accepts connections of the sockets that [#bind] made, and serves them on `count` loops: the current one, which the caller runs, and
  /// others that run on threads of their own when this returns. The current one accepts and deals the connections out, one to each in
  /// turn; those of sockets that were added otherwise too. In the coroutine of a connection [IOLoop#current] is its loop.
  ///
  /// The other loops run until [#shutdown]; their threads don't keep the JVM alive. What several connections share has to be safe for
  /// several threads.
  ///
  /// Tornado: `start(num_processes)`, which forks processes.
  ///
  /// @param count how many loops; 0 for one for each processor
  /// @throws IllegalStateException if the server was started already, or has no socket, or the current loop is simulated and `count` not 1
  public final void start(int count) {
    if (count < 0) {
      throw new IllegalArgumentException("count < 0: " + count);
    }
    if (bound.isEmpty() && sockets.isEmpty()) {
      throw new IllegalStateException("start on a server that has no socket: bind first");
    }
    if (count != 1 && IOLoop.current().sockets() != null) {
      throw new IllegalStateException("a simulated loop has no others beside it: use start()");
    }
    if (!loops.compareAndSet(null, ServingLoops.NONE)) {
      throw new IllegalStateException("start on a server that was started");
    }
    try {
      int all = count == 0 ? Subprocess.cpuCount() : count;
      loops.set(ServingLoops.start(IOLoop.current(), all - 1, entrance()));
    } catch (RuntimeException e) {
      loops.set(null);
      throw e;
    }
    for (ListeningSocket socket = bound.poll(); socket != null; socket = bound.poll()) {
      addSocket(socket);
    }
  }

  /// Returns the ports the server listens to, each once, in no order.
  public final List<Integer> boundPorts() {
    return Stream.concat(bound.stream(), sockets.keySet().stream())
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

  /// Stops listening; the port is free when the loop looks for events next. Connections there are go on, and so do the loops that [#start] started. Idempotent. The server may bind, and if it
  /// has one loop start, anew.
  public void stop() {
    for (ListeningSocket socket = bound.poll(); socket != null; socket = bound.poll()) {
      socket.close();
    }
    for (ListeningSocket socket : List.copyOf(sockets.keySet())) {
      Accepting accepting = sockets.remove(socket);
      if (accepting != null) {
        socket.close();
        accepting.stop();
      }
    }
    if (!servingLoops().several()) {
      loops.set(null);
    }
  }

  /// Stops listening as [#stop] does, but accepts the connections that have arrived, which the system would reset: while another process
  /// listens on the same port, no client notices.
  ///
  /// @return done once the sockets are closed, which takes a turn of the loop
  public final CompletableFuture<@Nullable Void> stopListening() {
    var closed = new ArrayList<CompletableFuture<@Nullable Void>>();
    for (ListeningSocket socket : List.copyOf(sockets.keySet())) {
      Accepting accepting = sockets.remove(socket);
      if (accepting != null) {
        closed.add(accepting.closeAfterRest(socket));
      }
    }
    stop();
    return Async.all(closed).thenApply(_ -> null);
  }

  /// Cancels every coroutine that runs [#handleStream], and closes its stream. Accepting goes on unless the server was stopped.
  ///
  /// @return done once all have ended
  public CompletableFuture<@Nullable Void> closeAllConnections() {
    List<CompletableFuture<@Nullable Void>> ended = List.copyOf(serving.values());
    serving.keySet().forEach(scope -> scope.cancel("the server closes its connections"));
    return Async.all(ended).thenApply(_ -> null);
  }

  /// Stops listening, closes every connection, and ends the loops that [#start] started: as soon as the connections are closed, but
  /// after a second at the latest. The loop that was current at the start goes on. The server may be bound and started anew.
  ///
  /// @return done once those loops have ended. Don't wait for it on one of them
  public final CompletableFuture<@Nullable Void> shutdown() {
    stop();
    ServingLoops ending = servingLoops();
    loops.set(null);
    return ending.end(closeAllConnections());
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
    Scope scope = Scope.open(stream.loop());
    serving.put(scope, new CompletableFuture<>());
    scope.start(() -> serve(scope, stream, address));
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

  private void serve(Scope scope, IOStream stream, SocketAddress address) {
    try {
      handleStream(stream, address);
    } catch (Throwable e) {
      failed(stream, e);
    } finally {
      if (scope.cancelled()) {
        stream.close();
      }
      CompletableFuture<@Nullable Void> ended = serving.remove(scope);
      if (ended != null) {
        ended.complete(null);
      }
    }
  }

  private ServingLoops servingLoops() {
    ServingLoops started = loops.get();
    return started == null ? ServingLoops.NONE : started;
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
