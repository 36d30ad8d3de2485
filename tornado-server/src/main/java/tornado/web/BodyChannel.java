// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.util.concurrent.CompletableFuture;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import tornado.httputil.HTTPMessageDelegate;
import tornado.ioloop.Async;

/// Hands the pieces of a body from the loop, which reads them, to the handler's coroutine, one at a time: the loop reads on when the
/// handler is done with one.
///
/// **Thread**: `prepared`, `offer`, `end` loop; the rest the handler's coroutine; `close` any.
final class BodyChannel {
  /// The empty piece stands for the end, since data is never empty.
  private static final ByteString END = ByteString.EMPTY;

  private final CompletableFuture<Void> prepared = new CompletableFuture<>();
  private volatile CompletableFuture<ByteString> next = new CompletableFuture<>();
  private volatile @Nullable CompletableFuture<Void> consumed;
  private volatile boolean closed;

  /// Returns a future that is done when the handler is ready for data.
  CompletableFuture<Void> prepared() {
    return prepared;
  }

  /// Hands over a piece.
  ///
  /// @return done when the handler is done with it
  CompletableFuture<Void> offer(ByteString chunk) {
    if (closed) {
      return HTTPMessageDelegate.READY;
    }
    var done = new CompletableFuture<Void>();
    consumed = done;
    next.complete(chunk);
    if (closed) {
      done.complete(null);
    }
    return done;
  }

  void end() {
    next.complete(END);
  }

  /// Says that the handler is ready for data.
  void ready() {
    prepared.complete(null);
  }

  /// Waits for the next piece, done with the one before.
  ///
  /// @return null at the end of the body
  @Nullable ByteString take() {
    ByteString chunk = Async.await(next);
    if (chunk.size() == 0) {
      return null;
    }
    next = new CompletableFuture<>();
    return chunk;
  }

  /// Says that the handler is done with the piece it took.
  void consumed() {
    CompletableFuture<Void> done = consumed;
    if (done != null) {
      done.complete(null);
    }
  }

  /// Says that the handler takes no more: the loop must not wait for it.
  void close() {
    closed = true;
    prepared.complete(null);
    consumed();
  }
}
