// SPDX-License-Identifier: Apache-2.0
package tornado.tcpclient;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import tornado.ioloop.IOLoop;
import tornado.ioloop.LoopLocal;
import tornado.ioloop.Waiter;
import tornado.iostream.IOStream;
import tornado.iostream.SSLIOStream;
import tornado.netutil.DefaultResolver;
import tornado.netutil.Resolver;
import tornado.netutil.SSLOptions;
import tornado.netutil.UnresolvedHostException;

/// Connects to servers by name.
///
/// ```java
/// IOStream stream = await(new TCPClient().connect("example.com", 80));
/// ```
///
/// All addresses of a host are tried, of both families side by side (RFC 8305). An attempt ends with the scope that started it.
///
/// Tornado: `tcpclient.TCPClient`.
///
/// **Thread**: any on which a loop is current.
public final class TCPClient {
  private static final LoopLocal<DefaultResolver> RESOLVERS = new LoopLocal<>(DefaultResolver::new);

  private final @Nullable Resolver resolver;
  private final BiFunction<IOLoop, ConnectOptions, Connector.Dialer> dialers;

  /// Makes a client that asks the JDK's resolver; clients on one loop share its answers.
  public TCPClient() {
    this(null, SocketDialer::new);
  }

  /// Makes a client that asks `resolver`.
  public TCPClient(Resolver resolver) {
    this(resolver, SocketDialer::new);
  }

  TCPClient(
      @Nullable Resolver resolver, BiFunction<IOLoop, ConnectOptions, Connector.Dialer> dialers) {
    this.resolver = resolver;
    this.dialers = dialers;
  }

  /// Connects with the default settings; see [#connect(String, int, ConnectOptions)].
  public CompletableFuture<IOStream> connect(String host, int port) {
    return connect(host, port, ConnectOptions.DEFAULT);
  }

  /// Connects on the current loop.
  ///
  /// @param host a name or an IP address
  /// @return the stream, with TLS an [tornado.iostream.SSLIOStream] whose hands are shaken. Cancelling it closes what is under way. Fails with
  ///     [tornado.netutil.UnresolvedHostException], [ConnectFailedException], [tornado.util.TimeoutError],
  ///     [tornado.netutil.BindFailedException] if our own address can't be used, or what the handshake failed with
  /// @throws IllegalArgumentException if the port is out of range
  public CompletableFuture<IOStream> connect(String host, int port, ConnectOptions options) {
    if (port <= 0 || port > 65_535) {
      throw new IllegalArgumentException("port <= 0 or > 65535: " + port);
    }
    IOLoop loop = IOLoop.current();
    CompletableFuture<List<InetSocketAddress>> addresses =
        resolver(loop).resolve(host, port, options.family());
    var result =
        Waiter.<IOStream>start()
            .failAfter(options.timeout(), "a connection to " + host + ":" + port);
    loop.addFuture(
        addresses,
        resolved -> {
          if (resolved.isCompletedExceptionally()) {
            fail(result, resolved);
          } else if (resolved.resultNow().isEmpty()) {
            // What a resolver must not say, but then nobody would ever hear of the failure.
            result.completeExceptionally(new UnresolvedHostException(host, null));
          } else if (!result.isDone()) {
            connect(loop, host, resolved.resultNow(), options, result);
          }
        });
    return result;
  }

  /// Connects to a Unix-domain socket on the current loop.
  ///
  /// @param socket the socket's file
  /// @param host the server's name for TLS
  /// @param options of which those about addresses don't count
  /// @return the stream, as [#connect(String, int, ConnectOptions)]
  public CompletableFuture<IOStream> connectUnix(Path socket, String host, ConnectOptions options) {
    IOLoop loop = IOLoop.current();
    var result = Waiter.<IOStream>start().failAfter(options.timeout(), "a connection to " + socket);
    try {
      CompletableFuture<IOStream> connected = UnixDialer.dial(loop, socket, options);
      result.whenComplete((_, _) -> connected.cancel(false));
      loop.addFuture(connected, end -> connected(end, host, options, result));
    } catch (ConnectFailedException e) {
      result.completeExceptionally(e);
    }
    return result;
  }

  private void connect(
      IOLoop loop,
      String host,
      List<InetSocketAddress> addresses,
      ConnectOptions options,
      CompletableFuture<IOStream> result) {
    var connector = new Connector(loop, addresses, dialers.apply(loop, options));
    CompletableFuture<IOStream> connected = connector.start();
    result.whenComplete((_, _) -> loop.addCallback(connector::stop));
    loop.addFuture(connected, end -> connected(end, host, options, result));
  }

  private static void connected(
      CompletableFuture<IOStream> end,
      String host,
      ConnectOptions options,
      CompletableFuture<IOStream> result) {
    SSLOptions ssl = options.ssl();
    if (end.isCompletedExceptionally()) {
      fail(result, end);
    } else if (ssl == null) {
      handOver(end.resultNow(), result);
    } else {
      options.beforeTls().run();
      secure(end.resultNow(), ssl, host, result);
    }
  }

  private static void secure(
      IOStream stream, SSLOptions ssl, String host, CompletableFuture<IOStream> result) {
    CompletableFuture<SSLIOStream> securing = stream.startTls(ssl, host);
    result.whenComplete((_, failure) -> {
      if (failure != null) {
        securing.cancel(false);
        stream.close();
      }
    });
    securing.whenComplete((secure, failure) -> {
      if (failure == null) {
        handOver(secure, result);
      } else {
        result.completeExceptionally(failure);
      }
    });
  }

  /// Lets `result` end as the step did on the way to it.
  private static void fail(CompletableFuture<IOStream> result, CompletableFuture<?> step) {
    if (step.isCancelled()) {
      result.cancel(false);
    } else {
      result.completeExceptionally(step.exceptionNow());
    }
  }

  /// Whoever asked may have gone meanwhile.
  private static void handOver(IOStream stream, CompletableFuture<IOStream> result) {
    if (!result.complete(stream)) {
      stream.close();
    }
  }

  private Resolver resolver(IOLoop loop) {
    return resolver != null ? resolver : RESOLVERS.get(loop);
  }
}
