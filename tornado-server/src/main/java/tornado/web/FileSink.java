// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import tornado.ioloop.Async;
import tornado.ioloop.IOLoop;
import tornado.log.Log;

/// A file in the making: what arrives is gathered in large pieces, which are written one after another beside the loop.
///
/// The first piece is a small one: who sends little, or slowly, takes little memory. At most [#MOST_FULL] pieces wait to be written.
///
/// **Thread**: one at a time; `finish` a coroutine. A thread of the loop's pool writes; what both see is guarded by this object's monitor.
final class FileSink {
  private static final int FIRST_SIZE = 64 << 10;
  private static final int MOST_FULL = 2;
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
  private static final CompletableFuture<@Nullable Void> DONE =
      CompletableFuture.completedFuture(null);

  private final Path path;
  private final IOLoop loop;
  private final PieceBuffers buffers;
  private final FileChannel file;
  private long size;

  /// What is gathered.
  private ByteBuffer filling = ByteBuffer.allocate(FIRST_SIZE);

  /// What waits to be written. Guarded by `this`.
  private final ArrayDeque<ByteBuffer> full = new ArrayDeque<>();

  /// Whether somebody writes, and will look whether more waits. Guarded by `this`.
  private boolean busy;

  /// The last that wrote, or writes. Guarded by `this`.
  private CompletableFuture<@Nullable Void> writer = DONE;

  /// Done unless somebody waits for room. Guarded by `this`.
  private CompletableFuture<@Nullable Void> room = DONE;

  /// Why nothing more is written, once something was refused. Guarded by `this`.
  private @Nullable Throwable failure;

  FileSink(Path path, FileChannel file, IOLoop loop) {
    this.path = path;
    this.file = file;
    this.loop = loop;
    this.buffers = PieceBuffers.of(loop);
  }

  /// Begins a file, whatever was there before.
  ///
  /// @throws IOException if it can't be written
  static FileSink open(Path path, IOLoop loop) throws IOException {
    FileChannel file =
        FileChannel.open(
            path,
            StandardOpenOption.WRITE,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING);
    return new FileSink(path, file, loop);
  }

  /// Takes what there is room for.
  ///
  /// @return done when there is room for more, or failed if the file can't be written
  CompletableFuture<@Nullable Void> put(ByteBuffer bytes) {
    CompletableFuture<@Nullable Void> free = room();
    while (bytes.hasRemaining() && free.isDone() && !free.isCompletedExceptionally()) {
      int count = Math.min(bytes.remaining(), filling.remaining());
      filling.put(filling.position(), bytes, bytes.position(), count);
      filling.position(filling.position() + count);
      bytes.position(bytes.position() + count);
      size += count;
      if (!filling.hasRemaining()) {
        write(filling.flip());
        ByteBuffer taken = buffers.take();
        filling = taken == null ? ByteBuffer.allocate(FIRST_SIZE) : taken;
        free = room();
      }
    }
    return free;
  }

  private synchronized CompletableFuture<@Nullable Void> room() {
    if (failure != null) {
      return CompletableFuture.failedFuture(failure);
    }
    if (full.size() >= MOST_FULL && room.isDone()) {
      room = new CompletableFuture<>();
    }
    return room;
  }

  private void write(ByteBuffer piece) {
    CompletableFuture<@Nullable Void> begun;
    synchronized (this) {
      full.add(piece);
      if (busy) {
        return;
      }
      busy = true;
      begun = loop.runInExecutor(null, this::writeAll);
      writer = begun;
    }
    begun.whenComplete((_, refusal) -> {
      if (refusal != null) {
        refused(refusal);
      }
    });
  }

  /// Writes until nothing waits.
  private @Nullable Void writeAll() throws IOException {
    for (ByteBuffer piece = next(); piece != null; piece = next()) {
      try {
        while (piece.hasRemaining()) {
          file.write(piece);
        }
      } finally {
        giveBack(piece);
      }
    }
    return null;
  }

  /// Returns what is to be written next, or null.
  private @Nullable ByteBuffer next() {
    ByteBuffer piece;
    CompletableFuture<@Nullable Void> waiting;
    synchronized (this) {
      piece = full.poll();
      busy = piece != null;
      waiting = room;
    }
    waiting.complete(null);
    return piece;
  }

  /// Notes that the disk, or the pool of threads, has refused. Whoever was busy stays it: nobody begins to write once more.
  private void refused(Throwable refusal) {
    CompletableFuture<@Nullable Void> waiting;
    synchronized (this) {
      failure = refusal;
      waiting = room;
    }
    waiting.complete(null);
  }

  private synchronized CompletableFuture<@Nullable Void> writer() {
    return writer;
  }

  /// Writes the rest, and waits for it.
  ///
  /// @return the size of the file in bytes
  /// @throws IOException if it can't be written
  long finish() throws IOException {
    write(filling.flip());
    filling = NOTHING;
    await(writer());
    await(loop.runInExecutor(null, this::close));
    return size;
  }

  /// Waits for the end of a write.
  ///
  /// @throws IOException if it failed
  static void await(CompletableFuture<?> write) throws IOException {
    try {
      Async.await(write);
    } catch (CompletionException e) {
      if (e.getCause() instanceof IOException refused) {
        throw new IOException(refused.getMessage(), refused);
      }
      throw e;
    }
  }

  /// Gives up.
  ///
  /// @return done once nothing is written any more, and there is no file
  CompletableFuture<?> drop() {
    ByteBuffer rest = filling;
    filling = NOTHING;
    return writer()
        .handle((_, _) -> {
          giveBack(rest);
          takeAll().forEach(this::giveBack);
          delete();
          return null;
        });
  }

  private synchronized List<ByteBuffer> takeAll() {
    var left = List.copyOf(full);
    full.clear();
    return left;
  }

  private void giveBack(ByteBuffer used) {
    if (used.isDirect()) {
      buffers.giveBack(used);
    }
  }

  private @Nullable Void close() throws IOException {
    file.close();
    return null;
  }

  private void delete() {
    try {
      file.close();
    } catch (IOException e) {
      Log.general().debug("{} can't be closed: {}", path, e.getMessage());
    }
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      Log.application().error("Can't delete the unfinished file {}", path, e);
    }
  }
}
