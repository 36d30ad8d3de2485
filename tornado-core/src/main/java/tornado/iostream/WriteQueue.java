// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tornado.ioloop.Transport;

/// What the system has not taken yet, and the futures of the writes it belongs to.
///
/// **Thread**: guarded by the stream's lock.
final class WriteQueue {
  private static final int PIECES_AT_ONCE = 64;

  private record Flush(long position, CompletableFuture<@Nullable Void> future) {}

  private final ArrayDeque<ByteBuffer> pieces = new ArrayDeque<>();
  private final ArrayDeque<Flush> flushes = new ArrayDeque<>();

  /// How many bytes were queued and written so far; a flush is done once the second reaches its position.
  private long queued;

  private long written;

  boolean isEmpty() {
    return pieces.isEmpty();
  }

  long byteCount() {
    return queued - written;
  }

  void add(ByteBuffer piece) {
    if (piece.hasRemaining()) {
      queued += piece.remaining();
      pieces.add(piece);
    }
  }

  /// Returns a future that is done when all that is queued now was written.
  CompletableFuture<@Nullable Void> flush() {
    var future = new CompletableFuture<@Nullable Void>();
    flushes.add(new Flush(queued, future));
    return future;
  }

  /// Writes what the transport takes.
  ///
  /// @return the futures that are done by it
  List<CompletableFuture<@Nullable Void>> writeTo(Transport transport) throws IOException {
    while (!pieces.isEmpty()) {
      ByteBuffer[] batch = pieces.stream().limit(PIECES_AT_ONCE).toArray(ByteBuffer[]::new);
      long count = transport.write(batch, 0, batch.length);
      written += count;
      while (!pieces.isEmpty() && !pieces.element().hasRemaining()) {
        pieces.remove();
      }
      if (count == 0) {
        break;
      }
    }
    var done = new ArrayList<CompletableFuture<@Nullable Void>>();
    while (!flushes.isEmpty() && flushes.element().position() <= written) {
      done.add(flushes.remove().future());
    }
    return done;
  }

  /// Drops everything.
  ///
  /// @return the futures that will never be done
  List<CompletableFuture<@Nullable Void>> drop() {
    pieces.clear();
    var orphans = flushes.stream().map(Flush::future).toList();
    flushes.clear();
    written = queued;
    return orphans;
  }
}
