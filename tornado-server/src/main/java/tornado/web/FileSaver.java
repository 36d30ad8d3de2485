// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import tornado.ioloop.Async;
import tornado.log.Log;

/// Saves what arrives as a file, which is written beside the loop while more arrives.
///
/// **Thread**: the handler's coroutine.
final class FileSaver {
  /// How much is written at once: enough that the way to another thread and back does not count.
  private static final long BATCH = 1 << 20;

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
    List<ByteString> batch = nextBatch();
    while (!batch.isEmpty()) {
      List<ByteString> pieces = batch;
      await(writing);
      writing = Async.runOnExecutor(() -> write(file, pieces));
      size += pieces.stream().mapToLong(ByteString::size).sum();
      batch = nextBatch();
    }
    await(writing);
    return size;
  }

  private List<ByteString> nextBatch() {
    var batch = new ArrayList<ByteString>();
    long size = 0;
    while (size < BATCH) {
      ByteString piece = source.get();
      if (piece == null) {
        break;
      }
      batch.add(piece);
      size += piece.size();
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

  private static @Nullable Void write(FileChannel file, List<ByteString> pieces)
      throws IOException {
    for (ByteString piece : pieces) {
      var bytes = piece.asByteBuffer();
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
    }
    return null;
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
