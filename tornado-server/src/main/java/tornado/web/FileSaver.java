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
import java.util.function.Supplier;
import okio.Buffer;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import tornado.ioloop.Async;
import tornado.log.Log;

/// Saves what arrives as a file, which is written beside the loop while more arrives.
///
/// **Thread**: the handler's coroutine.
final class FileSaver {
  /// How much goes to the other thread at once: enough that the way there and back does not count.
  private static final long BATCH = 1 << 20;

  /// How much is written at once.
  private static final int PIECE = 256 << 10;

  /// What is copied there before it is written, since the JDK would copy it anyway, and each piece on its own. Made for large files.
  private @Nullable ByteBuffer direct;

  private final Path path;

  /// Waits for the next piece; null at the end.
  private final Supplier<@Nullable ByteString> source;

  /// What is written now, and when it is.
  private CompletableFuture<@Nullable Void> writing = CompletableFuture.completedFuture(null);

  FileSaver(Path path, Supplier<@Nullable ByteString> source) {
    this.path = path;
    this.source = source;
  }

  /// Saves all. If that fails nothing stays.
  ///
  /// @return the size of the file in bytes
  /// @throws IOException if it can't be written
  long save() throws IOException {
    FileChannel file =
        FileChannel.open(
            path,
            StandardOpenOption.WRITE,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING);
    boolean saved = false;
    try {
      long size = copy(file);
      await(Async.runOnExecutor(() -> close(file)));
      saved = true;
      return size;
    } finally {
      if (!saved) {
        writing.whenComplete((_, _) -> drop(file));
      }
    }
  }

  private long copy(FileChannel file) throws IOException {
    long size = 0;
    Buffer batch = nextBatch();
    while (batch.size() > 0) {
      Buffer arrived = batch;
      size += arrived.size();
      await(writing);
      writing = Async.runOnExecutor(() -> write(file, arrived));
      batch = nextBatch();
    }
    await(writing);
    return size;
  }

  private Buffer nextBatch() {
    var batch = new Buffer();
    ByteString piece = source.get();
    while (piece != null) {
      batch.write(piece);
      piece = batch.size() < BATCH ? source.get() : null;
    }
    return batch;
  }

  private static void await(CompletableFuture<@Nullable Void> write) throws IOException {
    try {
      Async.await(write);
    } catch (CompletionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw new IOException(failure.getMessage(), failure);
      }
      throw e;
    }
  }

  private @Nullable Void write(FileChannel file, Buffer arrived) throws IOException {
    ByteBuffer piece =
        arrived.size() < PIECE ? ByteBuffer.allocate((int) arrived.size()) : direct();
    while (!arrived.exhausted()) {
      piece.clear();
      while (piece.hasRemaining() && arrived.read(piece) > 0) {
        // Goes on with the next segment.
      }
      piece.flip();
      while (piece.hasRemaining()) {
        file.write(piece);
      }
    }
    return null;
  }

  private ByteBuffer direct() {
    ByteBuffer made = direct;
    if (made == null) {
      made = ByteBuffer.allocateDirect(PIECE);
      direct = made;
    }
    return made;
  }

  private static @Nullable Void close(FileChannel file) throws IOException {
    file.close();
    return null;
  }

  private void drop(FileChannel file) {
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
