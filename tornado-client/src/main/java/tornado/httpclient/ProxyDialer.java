// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import static tornado.ioloop.Async.await;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tornado.ioloop.Async;
import tornado.ioloop.CancelledError;
import tornado.ioloop.IOLoop;
import tornado.iostream.IOStream;
import tornado.iostream.SSLIOStream;
import tornado.iostream.StreamClosedError;
import tornado.netutil.BindOptions;
import tornado.netutil.Resolver;
import tornado.netutil.SSLOptions;
import tornado.netutil.UnresolvedHostException;
import tornado.tcpclient.ConnectFailedException;
import tornado.tcpclient.ConnectOptions;
import tornado.tcpclient.TCPClient;

/// Opens connections by way of proxies: to the proxy, through it, and TLS with the server inside, each a step of one coroutine.
///
/// **Thread**: loop; the coroutine's own.
final class ProxyDialer {
  /// Checks a host that a proxy may get to see as it is.
  interface HostCheck {
    void check(String host);
  }

  private final IOLoop loop;
  private final TCPClient tcp;
  private final Resolver resolver;
  private final HostCheck check;

  /// @param tcp connects to proxies
  /// @param resolver finds the addresses of servers that proxies aren't told the names of
  ProxyDialer(IOLoop loop, TCPClient tcp, Resolver resolver, HostCheck check) {
    this.loop = loop;
    this.tcp = tcp;
    this.resolver = resolver;
    this.check = check;
  }

  /// Opens a connection.
  ///
  /// @param tls null to go without
  /// @return the stream. Cancelling it closes what is under way
  CompletableFuture<IOStream> dial(
      Endpoint endpoint,
      ProxyServer proxy,
      ConnectOptions options,
      @Nullable SSLOptions tls,
      Consumer<String> stage) {
    var result = new CompletableFuture<IOStream>();
    CompletableFuture<Boolean> steps =
        Async.spawn(
            loop,
            () -> {
              try {
                IOStream stream = open(endpoint, proxy, options, tls, stage);
                if (!result.complete(stream)) {
                  stream.close();
                }
              } catch (RuntimeException e) {
                result.completeExceptionally(ofProxy(proxy, unwrapped(e)));
              }
              return true;
            });
    result.whenComplete((_, _) -> steps.cancel(false));
    steps.whenComplete((_, failure) -> {
      if (failure != null) {
        result.completeExceptionally(failure);
      }
    });
    return result;
  }

  private IOStream open(
      Endpoint endpoint,
      ProxyServer proxy,
      ConnectOptions options,
      @Nullable SSLOptions tls,
      Consumer<String> stage) {
    check.check(endpoint.host());
    stage.accept("Timeout while connecting to proxy " + proxy);
    IOStream stream = await(tcp.connect(proxy.host(), proxy.port(), options));
    try {
      if (endpoint.forwarder() == null) {
        stage.accept("Timeout while proxy " + proxy + " connected to " + endpoint.hostAndPort());
        tunnel(stream, endpoint, proxy);
      }
      if (tls == null) {
        return stream;
      }
      stage.accept("Timeout during the TLS handshake, by proxy " + proxy);
      return secured(stream, endpoint, proxy, tls);
    } catch (RuntimeException e) {
      stream.close();
      throw e;
    }
  }

  private void tunnel(IOStream stream, Endpoint endpoint, ProxyServer proxy) {
    if (proxy.kind() == ProxyServer.Kind.HTTP) {
      HTTPTunnel.open(stream, proxy, endpoint);
    } else {
      Way way = endpoint.way();
      boolean v4Only = way != null && !way.allowIpv6();
      new SocksTunnel(stream, proxy, resolver)
          .open(endpoint, v4Only ? BindOptions.Family.INET : BindOptions.Family.ANY);
    }
  }

  private static IOStream secured(
      IOStream stream, Endpoint endpoint, ProxyServer proxy, SSLOptions tls) {
    CompletableFuture<SSLIOStream> securing = stream.startTls(tls, endpoint.host());
    try {
      return await(securing);
    } catch (IllegalStateException e) {
      if (stream.closed()) {
        throw new StreamClosedError(stream.error());
      }
      // What came in the clear could be anybody's.
      throw new HTTPClientError(
          "proxy %s sent something before TLS with %s began"
              .formatted(proxy, endpoint.hostAndPort()),
          e);
    } catch (CancelledError e) {
      // It may come just when nobody waits any more.
      securing.cancel(false);
      securing.thenAccept(IOStream::close);
      throw e;
    }
  }

  private static Throwable unwrapped(RuntimeException e) {
    return e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
  }

  /// Says of a failure to reach the proxy, or of its leaving, that it was the proxy.
  private static Throwable ofProxy(ProxyServer proxy, Throwable failure) {
    return switch (failure) {
      case ConnectFailedException e ->
          new HTTPClientError("can't connect to proxy %s: %s".formatted(proxy, e.getMessage()), e);
      case StreamClosedError e when e.realError() != null ->
          new HTTPStreamClosedError(
              "connection to proxy %s broke before it had reached the server: %s"
                  .formatted(proxy, e.realError().getMessage()),
              e);
      case StreamClosedError e ->
          new HTTPStreamClosedError(
              "proxy " + proxy + " closed the connection before it had reached the server", e);
      case UnresolvedHostException e when e.host().equals(proxy.host()) ->
          new HTTPClientError("can't connect to proxy %s: %s".formatted(proxy, e.getMessage()), e);
      default -> failure;
    };
  }
}
