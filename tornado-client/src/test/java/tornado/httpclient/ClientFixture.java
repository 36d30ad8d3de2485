// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import tornado.fixture.FakeClock;
import tornado.ioloop.Async;
import tornado.ioloop.IOLoop;

/// A client on a loop whose time stands still, and servers that say what a test has them say.
abstract class ClientFixture {
  protected final FakeClock clock = new FakeClock();
  protected final IOLoop loop = IOLoop.builder().clock(clock).build();
  private final List<AutoCloseable> opened = new ArrayList<>();

  /// Runs a test as a coroutine of the loop.
  protected final <T extends @Nullable Object> T run(Callable<T> body) {
    return loop.runSync(body);
  }

  /// Waits, in a coroutine, until the loop has done what it is at, and what was queued.
  protected final void turn() {
    var next = new CompletableFuture<Boolean>();
    loop.addCallback(() -> next.complete(true));
    Async.await(next);
  }

  /// Starts a server that answers each connection's requests with `answers`, one after another, and then closes it.
  protected final ScriptedServer serve(String... answers) {
    return opened(new ScriptedServer(List.of(answers)));
  }

  /// Closes it with the test.
  protected final <C extends AutoCloseable> C opened(C closeable) {
    opened.add(closeable);
    return closeable;
  }

  @AfterEach
  final void close() throws Exception {
    for (AutoCloseable closeable : opened) {
      closeable.close();
    }
    loop.closeAll();
  }
}
