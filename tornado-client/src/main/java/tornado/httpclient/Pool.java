// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tornado.http1connection.HTTP1ConnectionParameters;
import tornado.httputil.RequestContext;
import tornado.ioloop.IOLoop;
import tornado.ioloop.Timeout;
import tornado.iostream.IOStream;

/// A client's connections, by where they lead. A request takes an idle one, or has one opened; if there are too many it waits in line.
///
/// **Thread**: loop.
final class Pool {
  private static final Duration CENTURY = Duration.ofDays(36_525);

  private final IOLoop loop;
  private final AsyncHTTPClientOptions options;
  private final Dialer dialer;
  private final HTTP1ConnectionParameters parameters;
  private final Map<Endpoint, HostLine> lines = new HashMap<>();

  /// Those with a request that waits and could be sent but for `maxClients`: first come, first served, host by host.
  private final LinkedHashSet<HostLine> ready = new LinkedHashSet<>();

  private final Map<Hop, CompletableFuture<IOStream>> opening = new HashMap<>();

  /// How many requests have a connection, or one that is opened for them.
  private int running;

  private @Nullable Timeout idleTimer;
  private boolean closed;

  Pool(IOLoop loop, AsyncHTTPClientOptions options) {
    this.loop = loop;
    this.options = options;
    this.dialer = new Dialer(loop, options);
    this.parameters =
        HTTP1ConnectionParameters.builder()
            .maxBodySize(options.maxBodySize())
            .maxHeaderSize(options.maxHeaderSize())
            .headerTimeout(null)
            .build();
  }

  /// Sends a request as soon as there is a connection for it.
  void acquire(Hop hop) {
    if (closed) {
      hop.failed(new IllegalStateException("the client was closed"));
      return;
    }
    HostLine line =
        lines.computeIfAbsent(
            hop.endpoint(), it -> new HostLine(it, options.maxConnectionsPerHost()));
    line.enqueue(hop);
    pump(line);
  }

  /// Hears that nobody wants a request's response any more.
  void abandon(Hop hop) {
    CompletableFuture<IOStream> connecting = opening.get(hop);
    PooledConnection connection = hop.connection();
    if (connecting != null) {
      connecting.cancel(false);
    } else if (connection != null) {
      connection.close();
    } else {
      HostLine line = lines.get(hop.endpoint());
      if (line != null) {
        line.stopWaiting(hop);
        dropIfEmpty(line);
      }
    }
  }

  /// Hears that a connection has carried its request to the end.
  void release(PooledConnection connection, boolean open) {
    running--;
    HostLine line = connection.line();
    if (!open || closed) {
      line.remove(connection);
      if (open) {
        connection.close();
      }
    } else if (options.idleTimeout().isZero() || tooOld(connection)) {
      line.remove(connection);
      connection.close();
    } else {
      long now = loop.time();
      connection.restSince(now);
      line.addIdle(connection);
      if (idleTimer == null) {
        closeIdleAt(now + idleNanos());
      }
    }
    pump(line);
  }

  /// Hears that a connection is closed.
  ///
  /// @param busy whether it had a request
  void closed(PooledConnection connection, boolean busy) {
    HostLine line = connection.line();
    line.remove(connection);
    if (busy) {
      running--;
    }
    pump(line);
  }

  /// Closes everything; requests that wait or run fail.
  void close() {
    closed = true;
    if (idleTimer != null) {
      loop.removeTimeout(idleTimer);
      idleTimer = null;
    }
    for (CompletableFuture<IOStream> connecting : List.copyOf(opening.values())) {
      connecting.completeExceptionally(new IllegalStateException("the client was closed"));
    }
    for (HostLine line : List.copyOf(lines.values())) {
      line.closeAll();
      for (Hop hop = line.nextWaiting(); hop != null; hop = line.nextWaiting()) {
        hop.failed(new IllegalStateException("the client was closed"));
      }
    }
  }

  /// Sends what can be sent, now that something about a line has changed.
  private void pump(HostLine changed) {
    if (changed.isReady()) {
      ready.add(changed);
    }
    while (running < options.maxClients() && !ready.isEmpty()) {
      HostLine line = ready.removeFirst();
      Hop hop = line.isReady() ? line.nextWaiting() : null;
      if (hop != null) {
        running++;
        start(line, hop);
        if (line.isReady()) {
          ready.addLast(line);
        }
      }
    }
    dropIfEmpty(changed);
  }

  private void dropIfEmpty(HostLine line) {
    if (line.isEmpty()) {
      lines.remove(line.endpoint(), line);
    }
  }

  private void start(HostLine line, Hop hop) {
    PooledConnection idle = line.takeIdle();
    while (idle != null && tooOld(idle)) {
      line.remove(idle);
      idle.close();
      idle = line.takeIdle();
    }
    if (idle != null) {
      hop.send(idle);
      return;
    }
    line.opening();
    hop.opening("Timeout while connecting");
    var connecting = new CompletableFuture<IOStream>();
    opening.put(hop, connecting);
    // Not in the scope of whoever made room: the connection is for another.
    loop.addCallback(() -> open(line, hop, connecting));
  }

  private boolean tooOld(PooledConnection connection) {
    Duration limit = options.maxConnectionAge();
    return !limit.isZero() && connection.isOlderThan(limit);
  }

  private void open(HostLine line, Hop hop, CompletableFuture<IOStream> connecting) {
    connecting.whenComplete((stream, failure) -> opened(line, hop, stream, failure));
    if (connecting.isDone()) {
      return;
    }
    try {
      CompletableFuture<IOStream> attempt = dialer.dial(line.endpoint(), hop::opening);
      connecting.whenComplete((_, _) -> attempt.cancel(false));
      loop.addFuture(
          attempt,
          end -> {
            if (end.isCancelled()) {
              connecting.cancel(false);
            } else if (end.isCompletedExceptionally()) {
              connecting.completeExceptionally(end.exceptionNow());
            } else if (!connecting.complete(end.resultNow())) {
              end.resultNow().close();
            }
          });
    } catch (RuntimeException e) {
      connecting.completeExceptionally(e);
    }
  }

  private void opened(
      HostLine line, Hop hop, @Nullable IOStream stream, @Nullable Throwable failure) {
    opening.remove(hop);
    line.openingEnded();
    if (stream == null) {
      running--;
      hop.failed(failure);
      pump(line);
      return;
    }
    String server = line.endpoint().toString();
    String protocol = line.endpoint().secure() ? "https" : "http";
    var connection =
        new PooledConnection(
            this,
            line,
            stream,
            parameters,
            new RequestContext(line.endpoint().host(), protocol, server));
    line.add(connection);
    if (connection.idle()) {
      hop.send(connection);
    } else {
      // Closed just now, which it tells with nobody to hear it.
      running--;
      hop.failed(stream.error());
      pump(line);
    }
  }

  /// A century is for good.
  private long idleNanos() {
    Duration limit = options.idleTimeout();
    return limit.compareTo(CENTURY) > 0 ? CENTURY.toNanos() : limit.toNanos();
  }

  /// A point in time and not a delay, which would begin anew with each look.
  private void closeIdleAt(long nanos) {
    idleTimer = loop.callAt(nanos, this::closeIdle);
  }

  private void closeIdle() {
    idleTimer = null;
    long limit = idleNanos();
    long latest = loop.time() - limit;
    Long oldest = null;
    for (HostLine line : List.copyOf(lines.values())) {
      Long since = line.closeIdleBefore(latest);
      if (since != null && (oldest == null || since - oldest < 0)) {
        oldest = since;
      }
      dropIfEmpty(line);
    }
    if (oldest != null) {
      closeIdleAt(oldest + limit);
    }
  }
}
