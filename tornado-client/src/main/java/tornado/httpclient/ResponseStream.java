// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import static tornado.ioloop.Async.await;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import okio.Buffer;
import okio.ByteString;
import okio.Source;
import okio.Timeout;
import org.jspecify.annotations.Nullable;
import tornado.httputil.HTTPMessageDelegate;
import tornado.ioloop.CancelledError;
import tornado.ioloop.Scope;
import tornado.ioloop.Waiter;

/// The body of a response between the connection and the coroutine that reads it. A connection that is ahead stops reading, and so slows
/// its server down; a coroutine that is ahead waits.
///
/// It ends with the scope of whoever fetches.
///
/// **Thread**: `read` and `close` any; the rest loop. The monitor guards what both change, around lines that don't wait.
final class ResponseStream implements Source {
  /// From how many unread bytes on the connection stops. What it has parsed comes on top, up to 64 KiB.
  private static final long FULL = 192 << 10;

  /// Below how many it goes on: late enough that it doesn't stop and go for each read.
  private static final long LOW = 64 << 10;

  /// Ends the fetch.
  private final Runnable abandon;

  /// Fails if the scope ends before the body does.
  private final Waiter<Boolean> over;

  /// Guarded by the monitor, as all fields below but the last.
  private final Buffer unread = new Buffer();

  /// Done when there is something to read, or nothing will be; null while nobody waits for it.
  private @Nullable CompletableFuture<Void> arrival;

  /// Done when the connection may go on; null while it does.
  private @Nullable CompletableFuture<Void> room;

  /// Whether no more comes.
  private boolean ended;

  /// Why the body is not whole, once it has ended.
  private @Nullable Throwable failure;

  private boolean closed;

  /// Loop only.
  private boolean opened;

  /// Makes a stream that nobody reads yet.
  ///
  /// @param abandon ends the fetch; called on any thread
  /// @param scope what it ends with; null for nothing
  ResponseStream(Runnable abandon, @Nullable Scope scope) {
    this.abandon = abandon;
    this.over = Waiter.startIn(scope);
    over.whenComplete((_, why) -> {
      if (why != null) {
        giveUp(why);
      }
    });
  }

  /// Hears that the response was handed out: what happens from now on is for its reader to know.
  void open() {
    opened = true;
  }

  boolean opened() {
    return opened;
  }

  /// Takes a piece of the body.
  ///
  /// @return done when the next is welcome
  CompletableFuture<Void> put(ByteString piece) {
    CompletableFuture<Void> waiting;
    CompletableFuture<Void> busy = HTTPMessageDelegate.READY;
    synchronized (this) {
      if (closed || ended) {
        return busy;
      }
      unread.write(piece);
      if (unread.size() >= FULL) {
        busy = new CompletableFuture<>();
        room = busy;
      }
      waiting = arrival;
      arrival = null;
    }
    complete(waiting);
    return busy;
  }

  /// Hears that no more comes.
  ///
  /// @param why null if the body is whole
  void end(@Nullable Throwable why) {
    synchronized (this) {
      if (!ended) {
        ended = true;
        failure = why;
      }
    }
    wake();
    over.complete(true);
  }

  /// Hears that the fetch is over, whatever the body has come to.
  void release() {
    if (!over.isDone()) {
      end(new CancelledError("the fetch was given up"));
    }
  }

  @Override
  public long read(Buffer sink, long byteCount) throws IOException {
    if (byteCount < 0) {
      throw new IllegalArgumentException("byteCount < 0: " + byteCount);
    }
    long taken = take(sink, byteCount);
    while (taken == 0 && byteCount > 0) {
      await(arrival());
      taken = take(sink, byteCount);
    }
    return taken;
  }

  /// Ends the fetch, if the body has not come to its end.
  @Override
  public void close() {
    boolean early;
    synchronized (this) {
      early = !closed && !ended;
      closed = true;
      unread.clear();
    }
    wake();
    over.complete(true);
    if (early) {
      abandon.run();
    }
  }

  /// There is none: the request's timeouts, and the scope of whoever reads, limit the waits.
  @Override
  public Timeout timeout() {
    return Timeout.NONE;
  }

  /// Takes what is there.
  ///
  /// @return 0 if that is nothing yet, -1 at the end
  private long take(Buffer sink, long byteCount) throws IOException {
    CompletableFuture<Void> made;
    long taken;
    synchronized (this) {
      if (closed) {
        throw new IllegalStateException("closed");
      }
      if (unread.exhausted()) {
        throwFailure();
        return ended ? -1 : 0;
      }
      taken = unread.read(sink, byteCount);
      made = unread.size() < LOW ? room : null;
      if (made != null) {
        room = null;
      }
    }
    complete(made);
    return taken;
  }

  private synchronized CompletableFuture<Void> arrival() {
    if (closed || ended || !unread.exhausted()) {
      return HTTPMessageDelegate.READY;
    }
    if (arrival == null) {
      arrival = new CompletableFuture<>();
    }
    return arrival;
  }

  private synchronized void throwFailure() throws IOException {
    if (failure instanceof CancelledError cancelled) {
      throw new CancelledError(cancelled.getMessage());
    }
    if (failure != null) {
      throw new IOException(failure.getMessage(), failure);
    }
  }

  private void giveUp(Throwable why) {
    synchronized (this) {
      if (!ended) {
        unread.clear();
      }
    }
    end(why);
    abandon.run();
  }

  /// Ends the waits of both sides.
  private void wake() {
    CompletableFuture<Void> arrived;
    CompletableFuture<Void> made;
    synchronized (this) {
      arrived = arrival;
      arrival = null;
      made = room;
      room = null;
    }
    complete(arrived);
    complete(made);
  }

  private static void complete(@Nullable CompletableFuture<Void> future) {
    if (future != null) {
      future.complete(null);
    }
  }
}
