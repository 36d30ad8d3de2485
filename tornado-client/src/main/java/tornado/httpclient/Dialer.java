// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tornado.ioloop.IOLoop;
import tornado.iostream.IOStream;
import tornado.netutil.DefaultResolver;
import tornado.netutil.Resolver;
import tornado.netutil.SSLOptions;
import tornado.tcpclient.ConnectOptions;
import tornado.tcpclient.TCPClient;

/// Opens connections, whatever way they take.
///
/// **Thread**: loop.
final class Dialer {
  private final IOLoop loop;
  private final CertificatePins pins;
  private final UncheckedServers unchecked;
  private final PreparedTLS prepared;

  /// Connects to servers, at addresses that the guard allows.
  private final TCPClient servers;

  private final ProxyDialer proxies;

  Dialer(IOLoop loop, AsyncHTTPClientOptions options) {
    this.loop = loop;
    this.pins = options.certificatePins();
    this.unchecked = new UncheckedServers(loop);
    this.prepared = new PreparedTLS(loop);
    Resolver given = options.resolver();
    AddressGuard guard = options.addressGuard();
    Resolver any = given == null ? new DefaultResolver(loop) : given;
    if (guard == null) {
      servers = client(given);
      proxies = new ProxyDialer(loop, servers, any, _ -> {});
    } else {
      var guarded = new GuardedResolver(any, guard);
      servers = new TCPClient(guarded);
      proxies = new ProxyDialer(loop, client(given), guarded, guarded::checkLiteral);
    }
  }

  /// Opens a connection.
  ///
  /// @param stage hears what is waited for, as a timeout says it
  /// @return the stream, ready for a request. Cancelling it closes what is under way
  CompletableFuture<IOStream> dial(Endpoint endpoint, Consumer<String> stage) {
    try {
      SSLOptions tls = endpoint.secure() ? prepared.of(endpoint.tls()) : null;
      if (tls == null) {
        return connect(endpoint, null, stage);
      }
      unchecked.warnOf(endpoint);
      CompletableFuture<IOStream> stream = connect(endpoint, tls, stage);
      return pins.areFor(endpoint.host()) ? pinned(endpoint, tls, stream) : stream;
    } catch (IllegalArgumentException e) {
      return CompletableFuture.failedFuture(new HTTPClientError(String.valueOf(e.getMessage()), e));
    }
  }

  private CompletableFuture<IOStream> connect(
      Endpoint endpoint, @Nullable SSLOptions tls, Consumer<String> stage) {
    var options = ConnectOptions.builder();
    Way way = endpoint.way();
    if (way != null) {
      LocalAddress.set(options, way);
      if (way.proxy() != null) {
        return proxies.dial(endpoint, way.proxy(), options.build(), tls, stage);
      }
    }
    if (tls != null) {
      options.ssl(tls).beforeTls(() -> stage.accept("Timeout during the TLS handshake"));
    }
    Path socket = way == null ? null : way.unixSocket();
    return socket == null
        ? servers.connect(endpoint.host(), endpoint.port(), options.build())
        : servers.connectUnix(socket, endpoint.host(), options.build());
  }

  /// Lets only those connections pass whose server has a key that its host is pinned to.
  private CompletableFuture<IOStream> pinned(
      Endpoint endpoint, SSLOptions tls, CompletableFuture<IOStream> opened) {
    var checked = new CompletableFuture<IOStream>();
    checked.whenComplete((_, _) -> opened.cancel(false));
    loop.addFuture(
        opened,
        end -> {
          if (end.isCancelled()) {
            checked.cancel(false);
          } else if (end.isCompletedExceptionally()) {
            checked.completeExceptionally(end.exceptionNow());
          } else {
            IOStream stream = end.resultNow();
            HTTPClientError refusal = pins.refusal(endpoint, stream, tls.authorities());
            boolean taken =
                refusal == null ? checked.complete(stream) : checked.completeExceptionally(refusal);
            if (!taken || refusal != null) {
              stream.close();
            }
          }
        });
    return checked;
  }

  private static TCPClient client(@Nullable Resolver resolver) {
    return resolver == null ? new TCPClient() : new TCPClient(resolver);
  }
}
