// SPDX-License-Identifier: Apache-2.0
package tornado.tcpserver;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import tornado.ioloop.Async;
import tornado.ioloop.IOLoop;
import tornado.iostream.IOStream;
import tornado.iostream.IOStreamOptions;
import tornado.netutil.BindOptions;
import tornado.netutil.Netutil;

/// A server of streams: a subclass says in [#handleStream], as a coroutine, what happens on each.
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
/// ```
///
/// Tornado: `tcpserver.TCPServer`.
///
/// **Thread**: loop.
public class TCPServer {
  private final IOStreamOptions streamOptions;
  private final List<ServerSocketChannel> sockets = new ArrayList<>();
  private final List<Runnable> stoppers = new ArrayList<>();

  /// Makes a server whose streams have the default limits.
  public TCPServer() {
    this(IOStreamOptions.DEFAULT);
  }

  /// Makes a server whose streams have the limits given.
  public TCPServer(IOStreamOptions streamOptions) {
    this.streamOptions = streamOptions;
  }

  /// Starts accepting connections on `port` of every address of this machine, on the current loop. May be called several times.
  ///
  /// @throws tornado.netutil.BindException if the port is taken or may not be bound
  public void listen(int port) {
    listen(port, null, BindOptions.DEFAULT);
  }

  /// Starts accepting connections on `port` of `address`, on the current loop.
  ///
  /// @param address a host name or IP address; null for every address of this machine
  /// @throws tornado.netutil.BindException if the port is taken or may not be bound, or the host is unknown
  public void listen(int port, @Nullable String address) {
    listen(port, address, BindOptions.DEFAULT);
  }

  /// Starts accepting connections, as [#listen(int, String)].
  public void listen(int port, @Nullable String address, BindOptions options) {
    addSockets(Netutil.bindSockets(port, address, options));
  }

  /// Starts accepting connections on sockets that are bound already, which the server closes when it stops.
  public void addSockets(List<ServerSocketChannel> bound) {
    IOLoop loop = IOLoop.current();
    for (ServerSocketChannel socket : bound) {
      sockets.add(socket);
      stoppers.add(
          Netutil.addAcceptHandler(
              socket,
              (connection, address) ->
                  onConnection(new IOStream(loop, connection, streamOptions), address)));
    }
  }

  /// Starts accepting connections on a socket that is bound already; as [#addSockets].
  public void addSocket(ServerSocketChannel socket) {
    addSockets(List.of(socket));
  }

  /// Returns the port of the first listening socket: the one that was chosen, if any was asked for.
  ///
  /// @throws IllegalStateException if the server doesn't listen
  public int port() {
    if (sockets.isEmpty()) {
      throw new IllegalStateException("server is not listening");
    }
    return Netutil.localPort(sockets.getFirst());
  }

  /// Stops accepting connections; those there are go on. Idempotent.
  public void stop() {
    stoppers.forEach(Runnable::run);
    stoppers.clear();
    for (ServerSocketChannel socket : sockets) {
      try {
        socket.close();
      } catch (IOException e) {
        LoggerFactory.getLogger("tornado.general").debug("closing {} failed", socket, e);
      }
    }
    sockets.clear();
  }

  /// Handles one connection, as a coroutine: override this. What it throws is logged and closes the stream; the server goes on.
  ///
  /// @throws Exception whatever the protocol meets
  protected void handleStream(IOStream stream, SocketAddress address) throws Exception {
    throw new UnsupportedOperationException("handleStream is not overridden: " + getClass().getName());
  }

  /// Takes an accepted connection, on the loop. Starts [#handleStream]; a protocol that needs no coroutine for each connection
  /// overrides this instead.
  protected void onConnection(IOStream stream, SocketAddress address) {
    Async.spawn(stream.loop(), () -> {
      try {
        handleStream(stream, address);
      } catch (tornado.iostream.StreamClosedError e) {
        LoggerFactory.getLogger("tornado.general").debug("{} left: {}", address, e.getMessage());
      } catch (Exception e) {
        LoggerFactory.getLogger("tornado.application").error("Error in connection callback", e);
        stream.close();
      }
      return null;
    });
  }

  /// Waits for a future; see [Async#await].
  protected static <T extends @Nullable Object> T await(CompletableFuture<T> future) {
    return Async.await(future);
  }

  /// Runs code for at most a time; see [Async#withTimeout(Duration, Callable)].
  protected static <T extends @Nullable Object> T withTimeout(Duration limit, Callable<T> body) {
    return Async.withTimeout(limit, body);
  }
}
