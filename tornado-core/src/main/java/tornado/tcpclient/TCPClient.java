// SPDX-License-Identifier: Apache-2.0
package tornado.tcpclient;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tornado.ioloop.IOLoop;
import tornado.ioloop.LoopLocal;
import tornado.ioloop.Waiter;
import tornado.iostream.IOStream;
import tornado.netutil.BindFailedException;
import tornado.netutil.DefaultResolver;
import tornado.netutil.Resolver;
import tornado.netutil.SSLOptions;
import tornado.netutil.internal.TCPTransport;

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

  /// Makes a client that asks the JDK's resolver; clients on one loop share its answers.
  public TCPClient() {
    this.resolver = null;
  }

  /// Makes a client that asks `resolver`.
  public TCPClient(Resolver resolver) {
    this.resolver = resolver;
  }

  /// Connects with the default settings; see [#connect(String, int, ConnectOptions)].
  public CompletableFuture<IOStream> connect(String host, int port) {
    return connect(host, port, ConnectOptions.DEFAULT);
  }

  /// Connects on the current loop.
  ///
  /// @param host a name or an IP address
  /// @return the stream, with TLS an [tornado.iostream.SSLIOStream] whose hands are shaken. Fails with
  ///     [tornado.netutil.UnresolvedHostException], [ConnectFailedException], [tornado.util.TimeoutError],
  ///     [tornado.netutil.BindFailedException] if our own address can't be used, or what the handshake failed with
  /// @throws IllegalArgumentException if the port is out of range
  public CompletableFuture<IOStream> connect(String host, int port, ConnectOptions options) {
    if (port <= 0 || port > 65_535) {
      throw new IllegalArgumentException("port <= 0 or > 65535: " + port);
    }
    IOLoop loop = IOLoop.current();
    Duration timeout = options.timeout();
    var result = Waiter.<IOStream>start();
    if (timeout != null) {
      result.failAfter(timeout, "a connection to " + host + ":" + port);
    }
    loop.addFuture(
        resolver(loop).resolve(host, port, options.family()),
        resolved -> {
          if (resolved.isCompletedExceptionally()) {
            result.completeExceptionally(resolved.exceptionNow());
          } else if (!result.isDone()) {
            connect(loop, host, resolved.resultNow(), options, result);
          }
        });
    return result;
  }

  private static void connect(
      IOLoop loop,
      String host,
      List<InetSocketAddress> addresses,
      ConnectOptions options,
      CompletableFuture<IOStream> result) {
    var connector = new Connector(loop, addresses, address -> dial(loop, address, options));
    CompletableFuture<IOStream> connected = connector.start();
    result.whenComplete((_, _) -> loop.addCallback(connector::stop));
    loop.addFuture(
        connected,
        end -> {
          SSLOptions ssl = options.ssl();
          if (end.isCancelled()) {
            result.cancel(false);
          } else if (end.isCompletedExceptionally()) {
            result.completeExceptionally(end.exceptionNow());
          } else if (ssl == null) {
            handOver(end.resultNow(), result);
          } else {
            secure(end.resultNow(), ssl, host, result);
          }
        });
  }

  private static void secure(
      IOStream stream, SSLOptions ssl, String host, CompletableFuture<IOStream> result) {
    result.whenComplete((_, failure) -> {
      if (failure != null) {
        stream.close();
      }
    });
    stream
        .startTls(ssl, host)
        .whenComplete((secure, failure) -> {
          if (failure == null) {
            handOver(secure, result);
          } else {
            result.completeExceptionally(failure);
          }
        });
  }

  /// Whoever asked may have gone meanwhile.
  private static void handOver(IOStream stream, CompletableFuture<IOStream> result) {
    if (!result.complete(stream)) {
      stream.close();
    }
  }

  private static Connector.Attempt dial(
      IOLoop loop, InetSocketAddress address, ConnectOptions options) {
    boolean v6 = address.getAddress() instanceof Inet6Address;
    InetSocketAddress source = source(options, v6);
    try {
      var transport =
          TCPTransport.open(
              v6 ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET, source);
      var stream = new IOStream(loop, transport, options.streamOptions());
      return new Connector.Attempt(stream, stream.connect(address));
    } catch (IOException | RuntimeException e) {
      String from = source == null ? "" : " from " + source;
      throw new BindFailedException("can't connect" + from + ": " + e.getMessage(), e);
    }
  }

  private static @Nullable InetSocketAddress source(ConnectOptions options, boolean v6) {
    String ip = options.sourceIp();
    int port = options.sourcePort();
    if (ip == null && port == 0) {
      return null;
    }
    return new InetSocketAddress(
        InetAddress.ofLiteral(ip != null ? ip : v6 ? "::1" : "127.0.0.1"), port);
  }

  private Resolver resolver(IOLoop loop) {
    return resolver != null ? resolver : RESOLVERS.get(loop);
  }
}
