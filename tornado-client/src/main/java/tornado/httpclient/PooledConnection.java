// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tornado.http1connection.HTTP1ClientConnection;
import tornado.http1connection.HTTP1Connection;
import tornado.http1connection.HTTP1ConnectionParameters;
import tornado.httputil.HTTPMessageDelegate;
import tornado.httputil.RequestContext;
import tornado.iostream.IOStream;

/// A connection of the pool: idle, or carrying one request.
///
/// **Thread**: loop.
final class PooledConnection implements HTTP1ClientConnection.Listener {
  private final Pool pool;
  private final HostLine line;
  private final HTTP1ClientConnection connection;
  private final long maxBodySize;
  private @Nullable Hop hop;
  private @Nullable Throwable failure;
  private boolean used;
  private long idleSince;
  private final long bornNanos;

  PooledConnection(
      Pool pool,
      HostLine line,
      IOStream stream,
      HTTP1ConnectionParameters parameters,
      RequestContext context) {
    this.pool = pool;
    this.line = line;
    this.bornNanos = stream.loop().turnTime();
    this.maxBodySize = parameters.maxBodySize();
    this.connection = new HTTP1ClientConnection(stream, parameters, context, this);
  }

  HostLine line() {
    return line;
  }

  /// Tells whether it has carried a request before.
  boolean wasUsed() {
    return used;
  }

  /// Tells whether it can carry a request.
  boolean idle() {
    return hop == null && connection.idle();
  }

  long idleSince() {
    return idleSince;
  }

  void restSince(long nanos) {
    idleSince = nanos;
  }

  /// Tells whether it has existed for so long.
  boolean isOlderThan(Duration age) {
    return connection.stream().loop().time() - bornNanos >= age.toNanos();
  }

  /// Begins the exchange of a request.
  HTTP1Connection exchange(Hop next) {
    hop = next;
    used = true;
    HTTPMessageDelegate reader =
        next.request().decompressResponse()
            ? new DecodedBody(next, connection.stream().loop(), maxBodySize)
            : next;
    return connection.exchange(reader, false);
  }

  /// Tells whether it is closed. Safe on any thread.
  boolean closed() {
    return connection.stream().closed();
  }

  void close() {
    connection.close();
  }

  @Override
  public void exchangeEnded(boolean open) {
    Hop ended = hop;
    hop = null;
    pool.release(this, open);
    if (ended != null) {
      ended.ended();
    }
  }

  @Override
  public void exchangeFailed(Throwable why) {
    failure = why;
  }

  @Override
  public void connectionClosed(@Nullable Throwable why) {
    Hop broken = hop;
    hop = null;
    pool.closed(this, broken != null);
    if (broken != null) {
      broken.failed(failure == null ? why : failure);
    }
  }
}
