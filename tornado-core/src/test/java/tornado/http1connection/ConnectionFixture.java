// SPDX-License-Identifier: Apache-2.0
package tornado.http1connection;

import static tornado.ioloop.Async.await;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import tornado.fixture.FakeClock;
import tornado.httputil.HTTPHeaders;
import tornado.httputil.RequestContext;
import tornado.ioloop.IOLoop;
import tornado.iostream.IOStream;
import tornado.iostream.IOStreamOptions;
import tornado.iostream.internal.MemoryTransport;

/// A loop whose clock the test moves, and connections in memory on it: one end speaks HTTP, the other is a [RawPeer].
abstract class ConnectionFixture {
  /// A piece of a test.
  @FunctionalInterface
  interface Body {
    /// Runs the piece.
    void run() throws Exception;
  }

  /// Enough turns for everything that only waits for its turn.
  private static final int MANY_TURNS = 50;

  static final RequestContext CONTEXT = new RequestContext("192.0.2.1", "http", "192.0.2.1:5");

  final FakeClock clock = new FakeClock();
  final IOLoop loop = IOLoop.builder().clock(clock).build();

  /// Runs a test as a coroutine of the loop.
  final void run(Body body) {
    loop.runSync(() -> {
      body.run();
      return true;
    });
  }

  /// Runs something on the loop itself, whichever scheduler the coroutine is on, and waits for it.
  final <T extends @Nullable Object> T onLoop(Callable<T> body) {
    var result = new CompletableFuture<T>();
    loop.addCallback(() -> {
      try {
        result.complete(body.call());
      } catch (Exception | Error e) {
        result.completeExceptionally(e);
      }
    });
    return await(result);
  }

  /// Lets the loop go on until nothing is left that it could do by itself.
  final void settle() {
    for (int turn = 0; turn < MANY_TURNS; turn++) {
      onLoop(() -> true);
    }
  }

  /// Lets everything happen that is due, moves the clock, and lets everything happen that is due then.
  final void pass(Duration duration) {
    settle();
    clock.advance(duration);
    settle();
  }

  final IOStream stream(MemoryTransport transport) {
    return new IOStream(loop, transport, IOStreamOptions.DEFAULT);
  }

  static HTTPHeaders headers(String... namesAndValues) {
    var headers = new HTTPHeaders();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      headers.add(namesAndValues[i], namesAndValues[i + 1]);
    }
    return headers;
  }

  static ByteString bytes(String text) {
    return ByteString.encodeUtf8(text);
  }

  @AfterEach
  void closeLoop() {
    loop.closeAll();
  }
}
