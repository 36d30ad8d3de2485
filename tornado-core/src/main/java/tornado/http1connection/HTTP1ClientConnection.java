// SPDX-License-Identifier: Apache-2.0
package tornado.http1connection;

import org.jspecify.annotations.Nullable;
import tornado.httputil.HTTPMessageDelegate;
import tornado.httputil.RequestContext;
import tornado.iostream.IOStream;

/// A client's end of a connection that carries one exchange after another. Between two it is watched: a server that closes it, or says
/// what it wasn't asked for, ends it.
///
/// It has no counterpart in Tornado, whose client opens a connection for each request.
///
/// **Thread**: loop.
public final class HTTP1ClientConnection {
  /// Who uses a connection.
  public interface Listener {
    /// Hears that the response was read to its end, after its delegate.
    ///
    /// @param open whether the connection can carry another exchange; if not it closes
    void exchangeEnded(boolean open);

    /// Hears that the exchange under way has failed because the server broke the protocol, or the delegate threw; the connection closes.
    void exchangeFailed(Throwable why);

    /// Hears, once, that the connection is closed, whatever was under way.
    ///
    /// @param why null if the server closed it, or we did
    void connectionClosed(@Nullable Throwable why);
  }

  private final IOStream stream;
  private final HTTP1ConnectionParameters parameters;
  private final RequestContext context;
  private final ClientExchange exchange;

  /// Makes a connection of a connected stream, and starts watching it.
  ///
  /// @param context who is at the other end
  public HTTP1ClientConnection(
      IOStream stream,
      HTTP1ConnectionParameters parameters,
      RequestContext context,
      Listener listener) {
    this.stream = stream;
    this.parameters = parameters;
    this.context = context;
    this.exchange = new ClientExchange(stream, parameters, listener, true);
    exchange.start();
  }

  /// Begins an exchange. The request is to be written to what is returned.
  ///
  /// @param delegate hears of the response, interim ones too
  /// @param decompress whether a gzip body is decompressed for it
  /// @throws IllegalStateException if one is under way, or the connection is closed
  public HTTP1Connection exchange(HTTPMessageDelegate delegate, boolean decompress) {
    var connection = new HTTP1Connection(stream, parameters, context, exchange);
    exchange.begin(connection, delegate, decompress);
    return connection;
  }

  /// Tells whether an exchange may begin.
  public boolean idle() {
    return exchange.idle();
  }

  /// Returns the stream.
  public IOStream stream() {
    return stream;
  }

  /// Closes the connection; an exchange under way fails.
  public void close() {
    stream.close();
  }
}
