// SPDX-License-Identifier: Apache-2.0
package tornado.http1connection;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tornado.httputil.HTTPServerConnection;
import tornado.httputil.HTTPServerConnectionDelegate;
import tornado.httputil.RequestContext;
import tornado.iostream.IOStream;

/// A server's end of a connection: it serves one request after another, in order, until either side is done.
///
/// Tornado: `HTTP1ServerConnection`.
///
/// **Thread**: loop.
public final class HTTP1ServerConnection implements HTTPServerConnection {
  private final IOStream stream;
  private final HTTP1ConnectionParameters parameters;
  private final RequestContext context;
  private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();
  private @Nullable ServerExchange exchange;

  /// Makes a connection that serves nothing yet.
  ///
  /// @param context who is at the other end; each request starts with it
  public HTTP1ServerConnection(
      IOStream stream, HTTP1ConnectionParameters parameters, RequestContext context) {
    this.stream = stream;
    this.parameters = parameters;
    this.context = context;
  }

  /// Starts serving requests. `delegate` hears of each, and of the end.
  ///
  /// @throws IllegalStateException if the connection is serving already
  public void startServing(HTTPServerConnectionDelegate delegate) {
    if (exchange != null) {
      throw new IllegalStateException("startServing on a connection that is serving");
    }
    exchange = new ServerExchange(this, stream, parameters, context, delegate);
    exchange.start();
  }

  /// Closes the connection, whatever it is doing.
  ///
  /// @return done once the delegate has heard of the end
  @Override
  public CompletableFuture<@Nullable Void> close() {
    stream.close();
    if (exchange == null) {
      ended.complete(null);
    }
    return ended;
  }

  @Override
  public CompletableFuture<@Nullable Void> drain() {
    if (exchange == null) {
      return close();
    }
    exchange.drain();
    return ended;
  }

  /// Returns a future that is done when the connection no longer carries HTTP: closed, or handed over.
  @Override
  public CompletableFuture<@Nullable Void> ended() {
    return ended;
  }

  /// Hears that the exchange loop has ended.
  void end(HTTPServerConnectionDelegate delegate) {
    if (!ended.isDone()) {
      try {
        delegate.onClose(this);
      } finally {
        ended.complete(null);
      }
    }
  }
}
