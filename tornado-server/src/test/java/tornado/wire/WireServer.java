// SPDX-License-Identifier: Apache-2.0
package tornado.wire;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tornado.fixture.FakeClock;
import tornado.httpserver.HTTPServer;
import tornado.httpserver.HTTPServerOptions;
import tornado.httputil.HTTPServerConnectionDelegate;
import tornado.ioloop.Clock;
import tornado.ioloop.IOLoop;

/// A server on a real socket, with a loop and a thread of its own.
public final class WireServer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final IOLoop loop;
  private final HTTPServer server;
  private final Thread thread;

  /// Starts a server with the default options.
  public WireServer(HTTPServerConnectionDelegate delegate) {
    this(new HTTPServer(delegate));
  }

  /// Starts a server.
  public WireServer(HTTPServerConnectionDelegate delegate, HTTPServerOptions options) {
    this(new HTTPServer(delegate, options));
  }

  /// Starts `server`.
  public WireServer(HTTPServer server) {
    this(server, Clock.system());
  }

  /// Starts `server`. With a [FakeClock] its time stands still until the test moves it with [#advance].
  public WireServer(HTTPServer server, Clock clock) {
    // No watchdog: on a busy machine any code may hold its loop, and tests count log lines.
    this.loop = IOLoop.builder().clock(clock).slowCallback(Duration.ZERO).build();
    this.server = server;
    this.thread = Thread.ofPlatform().name("wire-server").start(loop::start);
    onLoop(() -> {
      server.listen(0, "127.0.0.1");
      return null;
    });
  }

  /// Returns the server.
  public HTTPServer server() {
    return server;
  }

  /// Returns the server's loop.
  public IOLoop loop() {
    return loop;
  }

  /// Connects a client.
  public WireClient connect() throws IOException {
    return WireClient.connect(server.port());
  }

  /// Runs something on the loop, as a plain callback, and waits for it.
  public <T extends @Nullable Object> T onLoop(Callable<T> body) {
    var result = new CompletableFuture<T>();
    loop.addCallback(() -> {
      try {
        result.complete(body.call());
      } catch (Throwable e) {
        result.completeExceptionally(e);
      }
    });
    return get(result);
  }

  /// Moves the loop's clock and runs the timers that are due.
  public void advance(FakeClock clock, Duration duration) {
    onLoop(() -> {
      clock.advance(duration);
      return null;
    });
    turn();
  }

  /// Waits until the loop has looked for events once more.
  public void turn() {
    onLoop(() -> null);
    onLoop(() -> null);
  }

  /// Waits for a future, but not for ever.
  public static <T extends @Nullable Object> T get(CompletableFuture<T> future) {
    try {
      return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    loop.addCallback(() -> {
      server.stop();
      loop.stop();
    });
    try {
      thread.join(PATIENCE.toMillis());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    loop.closeAll();
  }
}
