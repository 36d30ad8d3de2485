// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import tornado.ioloop.Async;
import tornado.ioloop.IOLoop;
import tornado.log.Log;

/// A file in the making: what arrives is gathered in one large piece while another one is written, beside the loop.
///
/// The first piece is a small one: who sends little, or slowly, takes little memory.
///
/// **Thread**: one at a time; `finish` a coroutine.
final class FileSink {
  private static final int FIRST_SIZE = 64 << 10;
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

  /// What is written, or was written last, and when it is.
  private @Nullable ByteBuffer leaving;

  private CompletableFuture<@Nullable Void> writing = DONE;

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
  /// @return done if that was all; otherwise done when there is room for more, or failed if the file can't be written
  CompletableFuture<@Nullable Void> put(ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      if (!filling.hasRemaining()) {
        if (!writing.isDone() || writing.isCompletedExceptionally()) {
          return writing;
        }
        writeOn();
      }
      int count = Math.min(bytes.remaining(), filling.remaining());
      filling.put(filling.position(), bytes, bytes.position(), count);
      filling.position(filling.position() + count);
      bytes.position(bytes.position() + count);
      size += count;
    }
    return DONE;
  }

  /// Has what was gathered written, and gathers in what was written before.
  private void writeOn() {
    ByteBuffer written = leaving;
    write();
    if (written != null && written.isDirect()) {
      filling = written.clear();
      return;
    }
    ByteBuffer taken = buffers.take();
    filling = taken == null ? ByteBuffer.allocate(FIRST_SIZE) : taken;
  }

  private void write() {
    ByteBuffer full = filling.flip();
    leaving = full;
    writing = loop.runInExecutor(null, () -> write(full));
  }

  private @Nullable Void write(ByteBuffer full) throws IOException {
    while (full.hasRemaining()) {
      file.write(full);
    }
    return null;
  }

  /// Writes the rest, and waits for it.
  ///
  /// @return the size of the file in bytes
  /// @throws IOException if it can't be written
  long finish() throws IOException {
    await(writing);
    giveBack(leaving);
    write();
    filling = NOTHING;
    await(writing);
    giveBack(leaving);
    leaving = null;
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
      if (e.getCause() instanceof IOException failure) {
        throw new IOException(failure.getMessage(), failure);
      }
      throw e;
    }
  }

  /// Gives up.
  ///
  /// @return done once nothing is written any more, and there is no file
  CompletableFuture<?> drop() {
    return writing.handle((_, _) -> {
      giveBack(filling);
      giveBack(leaving);
      delete();
      return null;
    });
  }

  private void giveBack(@Nullable ByteBuffer used) {
    if (used != null && used.isDirect()) {
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
