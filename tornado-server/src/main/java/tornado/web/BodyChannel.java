// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import tornado.httputil.HTTPMessageDelegate;
import tornado.ioloop.Async;

/// Hands the pieces of a body from the loop, which reads them, to the handler's coroutine, one at a time: the loop reads on when the
/// handler is done with one.
///
/// **Thread**: `prepared`, `offer`, `add`, `end` loop; the rest the handler's coroutine; `close` any.
final class BodyChannel implements IncomingBody {
  /// The empty piece stands for the end, since data is never empty.
  private static final ByteString END = ByteString.EMPTY;

  private final CompletableFuture<Void> prepared = new CompletableFuture<>();
  private volatile CompletableFuture<ByteString> next = new CompletableFuture<>();
  private volatile @Nullable CompletableFuture<Void> consumed;

  /// Where the pieces go instead, from some time on.
  private volatile @Nullable BodyDiversion diversion;

  private volatile boolean closed;
  private final boolean pushing;
  private boolean over;

  /// @param pushing whether the handler has a `dataReceived` of its own
  BodyChannel(boolean pushing) {
    this.pushing = pushing;
  }

  /// Returns a future that is done when the handler is ready for data.
  CompletableFuture<Void> prepared() {
    return prepared;
  }

  /// Tells whether the handler takes the pieces when it wants them.
  boolean pulled() {
    return !pushing;
  }

  /// Takes what it wants of a piece where it lies.
  CompletableFuture<Void> offer(ByteBuffer chunk) {
    BodyDiversion way = diversion;
    return way == null ? HTTPMessageDelegate.READY : way.offer(chunk);
  }

  @Override
  public CompletableFuture<Void> add(ByteString chunk) {
    if (closed) {
      return HTTPMessageDelegate.READY;
    }
    BodyDiversion way = diversion;
    if (way != null && way.open()) {
      return way.add(chunk);
    }
    var done = new CompletableFuture<Void>();
    consumed = done;
    next.complete(chunk);
    if (closed) {
      done.complete(null);
    }
    return done;
  }

  @Override
  public CompletableFuture<Void> end() {
    BodyDiversion way = diversion;
    if (way != null) {
      way.end();
    }
    next.complete(END);
    return HTTPMessageDelegate.READY;
  }

  @Override
  public void parse(RequestHandler handler) {}

  @Override
  public void pass(RequestHandler handler) throws Exception {
    if (!pushing) {
      return;
    }
    ByteString chunk = take();
    while (chunk != null) {
      handler.dataReceived(chunk);
      if (handler.finished()) {
        return;
      }
      consumed();
      chunk = take();
    }
  }

  /// Waits for the next piece. The client is asked for its body with the first.
  ///
  /// @return null at the end of the body
  @Nullable ByteString take() {
    if (over) {
      return null;
    }
    prepared.complete(null);
    ByteString chunk = Async.await(next);
    if (chunk.size() == 0) {
      over = true;
      return null;
    }
    next = new CompletableFuture<>();
    return chunk;
  }

  /// Has the pieces behind the one that was taken last go another way.
  void divert(BodyDiversion way) {
    diversion = way;
    consumed();
  }

  /// Says that the handler is done with the piece it took, so that the next may be read.
  void consumed() {
    CompletableFuture<Void> done = consumed;
    if (done != null) {
      done.complete(null);
    }
  }

  /// Says that the handler takes no more: the loop must not wait for it.
  @Override
  public void close() {
    closed = true;
    prepared.complete(null);
    consumed();
  }
}
