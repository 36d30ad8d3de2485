// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import okio.Buffer;
import okio.BufferedSink;
import okio.BufferedSource;
import okio.Okio;
import org.jspecify.annotations.Nullable;
import tornado.ioloop.Async;
import tornado.log.Log;

/// Saves what arrives as a file, which is written beside the loop while more arrives.
///
/// **Thread**: the handler's coroutine.
final class FileSaver {
  /// How much is written at once.
  private static final int BATCH = 1 << 20;

  private final Path file;
  private final BufferedSource source;

  /// What is written now, and when it is.
  private CompletableFuture<@Nullable Void> writing = CompletableFuture.completedFuture(null);

  FileSaver(Path file, BufferedSource source) {
    this.file = file;
    this.source = source;
  }

  /// Saves all. If that fails nothing stays.
  ///
  /// @return the size of the file in bytes
  /// @throws IOException if it can't be written
  long save() throws IOException {
    BufferedSink sink = Okio.buffer(Okio.sink(file));
    boolean saved = false;
    try {
      long size = copy(sink);
      await(Async.runOnExecutor(() -> close(sink)));
      saved = true;
      return size;
    } finally {
      if (!saved) {
        writing.whenComplete((_, _) -> drop(sink));
      }
    }
  }

  private long copy(BufferedSink sink) throws IOException {
    long size = 0;
    while (!source.exhausted()) {
      source.request(BATCH);
      var batch = new Buffer();
      size += source.read(batch, BATCH);
      await(writing);
      writing =
          Async.runOnExecutor(() -> {
            sink.write(batch, batch.size());
            return null;
          });
    }
    await(writing);
    return size;
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

  private static @Nullable Void close(BufferedSink sink) throws IOException {
    sink.close();
    return null;
  }

  private void drop(BufferedSink sink) {
    try {
      sink.close();
    } catch (IOException e) {
      Log.general().debug("{} can't be closed: {}", file, e.getMessage());
    }
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      Log.application().error("Can't delete the unfinished file {}", file, e);
    }
  }
}
