// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import java.time.Duration;
import java.util.concurrent.Callable;

/// What a program still does when its process is asked to end: by SIGTERM, by SIGINT (Ctrl-C), or by [System#exit].
///
/// ```java
/// ProcessEnd.register(() -> {
///   server.stop();
///   await(server.closeAllConnections());
///   return null;
/// });
/// ```
///
/// The body runs as a coroutine of its loop, beside what else the loop does. The process ends when all that were registered are done or
/// have had their time; a second signal doesn't end it sooner. What isn't registered, coroutines as well as threads, ends in the middle.
///
/// A loop that isn't running is passed over. So is one that does not take its body up within a second, as happens where
/// [System#exit] is called on the loop itself, which it holds from then on: call it on a thread of its own.
///
/// **Thread**: any.
public final class ProcessEnd implements AutoCloseable {
  /// How long the end of the process waits for a body unless it says otherwise.
  public static final Duration DEFAULT_LIMIT = Duration.ofSeconds(10);

  /// The JVM's, which is one for all loops.
  private static final EndHook HOOK = new EndHook();

  private final IOLoop loop;
  private final Duration limit;
  private final Callable<?> body;

  private ProcessEnd(IOLoop loop, Duration limit, Callable<?> body) {
    this.loop = loop;
    this.limit = limit;
    this.body = body;
  }

  /// Registers `body` for the end of the process, on the current loop, with [#DEFAULT_LIMIT].
  ///
  /// @return what takes it back
  /// @throws IllegalStateException if the process is ending already
  public static ProcessEnd register(Callable<?> body) {
    return register(IOLoop.current(), DEFAULT_LIMIT, body);
  }

  /// Registers `body` for the end of the process.
  ///
  /// @param loop whose coroutine it becomes; once the loop is closed it is forgotten
  /// @param limit how long the end of the process waits for it
  /// @return what takes it back
  /// @throws IllegalStateException if the process is ending already
  public static ProcessEnd register(IOLoop loop, Duration limit, Callable<?> body) {
    if (!limit.isPositive()) {
      throw new IllegalArgumentException("limit <= 0: " + limit);
    }
    var end = new ProcessEnd(loop, limit, body);
    HOOK.add(end);
    return end;
  }

  /// Takes the body back: it won't run, unless it is already. Idempotent.
  @Override
  public void close() {
    HOOK.remove(this);
  }

  IOLoop loop() {
    return loop;
  }

  Duration limit() {
    return limit;
  }

  Callable<?> body() {
    return body;
  }
}
