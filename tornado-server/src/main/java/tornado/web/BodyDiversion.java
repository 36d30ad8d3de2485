// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import okio.ByteString;
import tornado.httputil.HTTPMessageDelegate;
import tornado.ioloop.IOLoop;

/// The way of a body into a file past its handler's coroutine, which only waits for the end: the loop itself copies what it has read to
/// where it is written from.
///
/// **Thread**: `offer`, `add`, `end` loop; the rest any.
final class BodyDiversion {
  private final FileSink sink;
  private final IOLoop loop;
  private final CompletableFuture<Void> over = new CompletableFuture<>();

  /// Done after [#close].
  private final CompletableFuture<Void> closed = new CompletableFuture<>();

  private volatile boolean shut;

  BodyDiversion(FileSink sink, IOLoop loop) {
    this.sink = sink;
    this.loop = loop;
  }

  /// Returns a future that is done at the end of the body; it fails if the file can't be written.
  CompletableFuture<Void> over() {
    return over;
  }

  boolean open() {
    return !shut;
  }

  /// Takes what there is room for.
  ///
  /// @return done when there is room for more
  synchronized CompletableFuture<Void> offer(ByteBuffer chunk) {
    if (!open()) {
      return HTTPMessageDelegate.READY;
    }
    CompletableFuture<?> room = sink.put(chunk);
    if (!room.isDone()) {
      // How the write ends is seen with the next piece.
      return room.handle((_, _) -> null);
    }
    if (room.isCompletedExceptionally()) {
      over.completeExceptionally(room.exceptionNow());
      // The handler says what to do about the rest of the body.
      return closed;
    }
    return HTTPMessageDelegate.READY;
  }

  /// Takes all of a piece.
  ///
  /// @return done when there is room for more
  CompletableFuture<Void> add(ByteString chunk) {
    return put(chunk.asByteBuffer());
  }

  private CompletableFuture<Void> put(ByteBuffer chunk) {
    CompletableFuture<Void> room = offer(chunk);
    return chunk.hasRemaining() && open()
        ? room.thenComposeAsync(_ -> put(chunk), loop::addCallback)
        : room;
  }

  /// Hears that the body is over.
  void end() {
    over.complete(null);
  }

  /// Takes no more; what comes is somebody else's.
  void close() {
    synchronized (this) {
      // From here on nothing is put into the sink.
      shut = true;
    }
    closed.complete(null);
  }
}
