// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import okio.Buffer;
import org.jspecify.annotations.Nullable;
import tornado.util.Buffers;

/// What the transport did not take at once, in order, with the futures of the writes it belongs to. It exists only
/// while something is left.
///
/// **Thread**: owner: guarded by the monitor of the [Output] that holds it.
final class WriteQueue {
  /// Up to this size bytes are copied behind others: cheaper than a piece of their own in each system call.
  static final int SMALL = 2048;

  /// A write's future, and the position at which its last byte is out.
  private record Promise(long end, CompletableFuture<@Nullable Void> future) {}

  /// Each a buffer, which small ones are added to, a large body of its own, or a part of a file.
  private final ArrayDeque<Outgoing> pieces = new ArrayDeque<>();

  private final ArrayDeque<Promise> promises = new ArrayDeque<>();
  private long added;
  private long sent;

  /// How many of the bytes that are left are in files.
  private long inFiles;

  /// Whether our output ends once all is sent.
  boolean ending;

  /// Returns how many bytes are left.
  long byteCount() {
    return added - sent;
  }

  /// Returns how many bytes of those that are left take memory.
  long heldByteCount() {
    return byteCount() - inFiles;
  }

  boolean isEmpty() {
    return pieces.isEmpty() && promises.isEmpty();
  }

  /// Adds what is left of a write.
  ///
  /// @return a future that is done once all of it is sent
  CompletableFuture<@Nullable Void> add(Outgoing write) {
    write.moveTo(this);
    var future = new CompletableFuture<@Nullable Void>();
    promises.add(new Promise(added, future));
    return future;
  }

  /// Moves all of `bytes` to the end.
  void append(Buffer bytes) {
    added += bytes.size();
    if (!bytes.exhausted()) {
      lastBuffer().write(bytes, bytes.size());
    }
  }

  /// Adds bytes that never change, uncopied if they are many.
  void append(ByteBuffer bytes) {
    if (bytes.remaining() <= SMALL) {
      appendCopy(bytes);
    } else {
      added += bytes.remaining();
      pieces.add(new Outgoing.Views(Outgoing.NOTHING, bytes));
    }
  }

  /// Adds a copy of `bytes`.
  void appendCopy(ByteBuffer bytes) {
    added += bytes.remaining();
    if (bytes.hasRemaining()) {
      Buffers.add(lastBuffer(), bytes);
    }
  }

  /// Adds a part of a file.
  void append(Outgoing.FilePart part) {
    added += part.byteCount();
    inFiles += part.byteCount();
    pieces.add(part);
  }

  /// Returns the piece that comes next, or null if nothing is left.
  @Nullable Outgoing first() {
    return pieces.peek();
  }

  /// Notes that `byteCount` bytes of the first piece are out.
  void sent(long byteCount) {
    sent += byteCount;
    if (pieces.element() instanceof Outgoing.FilePart) {
      inFiles -= byteCount;
    }
    if (pieces.element().byteCount() == 0) {
      pieces.remove();
    }
  }

  /// Returns the futures whose bytes are out, in order, and forgets them.
  List<CompletableFuture<@Nullable Void>> takeDone() {
    return take(sent);
  }

  /// Returns all futures, in order, and forgets them.
  List<CompletableFuture<@Nullable Void>> takeAll() {
    return take(added);
  }

  private List<CompletableFuture<@Nullable Void>> take(long position) {
    var taken = new ArrayList<CompletableFuture<@Nullable Void>>();
    for (Promise first = promises.peek();
        first != null && first.end() <= position;
        first = promises.peek()) {
      taken.add(first.future());
      promises.remove();
    }
    return taken;
  }

  private Buffer lastBuffer() {
    if (pieces.peekLast() instanceof Outgoing.Segments(Buffer bytes, _)) {
      return bytes;
    }
    var bytes = new Buffer();
    pieces.add(new Outgoing.Segments(bytes, Outgoing.NOTHING));
    return bytes;
  }
}
