// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static tornado.ioloop.Async.await;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import tornado.ioloop.IOLoop;

/// A loop, two connected streams on it, and what tests of streams say often.
public abstract class StreamFixture {
  /// Two connected streams, for subclasses in any package.
  public record StreamPair(IOStream client, IOStream server) {}

  /// A piece of a test.
  @FunctionalInterface
  protected interface Body {
    /// Runs the piece.
    void run() throws Exception;
  }

  /// The loop of the test; both streams are on it.
  protected final IOLoop loop = new IOLoop();

  /// Connects two streams on the current loop. Runs in a coroutine.
  protected abstract StreamPair connect(IOStreamOptions client, IOStreamOptions server)
      throws Exception;

  protected final StreamPair connect() throws Exception {
    return connect(IOStreamOptions.DEFAULT, IOStreamOptions.DEFAULT);
  }

  /// Connects two streams of which the client has a limit on its buffer.
  protected final StreamPair connect(long maxBufferSize) throws Exception {
    var options = IOStreamOptions.builder().maxBufferSize(maxBufferSize).build();
    return connect(options, IOStreamOptions.DEFAULT);
  }

  /// Runs a test as a coroutine of the loop.
  protected final void run(Body body) {
    loop.runSync(
        () -> {
          body.run();
          return true;
        },
        Duration.ofSeconds(15));
  }

  /// Runs something on the loop itself, whichever scheduler the coroutine is on, and waits for it.
  protected final <T extends @Nullable Object> T onLoop(Callable<T> body) {
    var result = new CompletableFuture<T>();
    loop.addCallback(() -> {
      try {
        result.complete(body.call());
      } catch (Exception e) {
        result.completeExceptionally(e);
      }
    });
    return await(result);
  }

  /// Returns a future that is done when the stream's close callback runs.
  protected static CompletableFuture<Boolean> closing(IOStream stream) {
    var closed = new CompletableFuture<Boolean>();
    stream.setCloseCallback(() -> closed.complete(true));
    return closed;
  }

  /// Waits for a future that has to fail because its stream is closed.
  protected static StreamClosedError closedError(CompletableFuture<?> future) {
    return Objects.requireNonNull(
        catchThrowableOfType(StreamClosedError.class, () -> await(future)));
  }

  protected static ByteString bytes(String text) {
    return ByteString.encodeUtf8(text);
  }

  @AfterEach
  void closeLoop() {
    loop.closeAll();
  }
}
