// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.function.Supplier;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import tornado.ioloop.IOLoop;

/// Saves what arrives as a file, which is written beside the loop while more arrives. If that fails nothing stays.
///
/// **Thread**: the handler's coroutine.
final class FileSaver {
  /// What goes into the file.
  @FunctionalInterface
  private interface Content {
    void feed(FileSink sink) throws IOException;
  }

  private FileSaver() {}

  /// Saves the rest of a body.
  ///
  /// @return the size of the file in bytes
  /// @throws IOException if it can't be written
  static long save(Path path, BodyChannel body) throws IOException {
    IOLoop loop = IOLoop.current();
    return save(path, loop, sink -> feed(sink, body, loop));
  }

  /// Saves pieces.
  ///
  /// @param pieces waits for the next piece; null at the end
  /// @return the size of the file in bytes
  /// @throws IOException if it can't be written
  static long save(Path path, Supplier<@Nullable ByteString> pieces) throws IOException {
    return save(path, IOLoop.current(), sink -> feed(sink, pieces));
  }

  private static long save(Path path, IOLoop loop, Content content) throws IOException {
    FileSink sink = FileSink.open(path, loop);
    boolean saved = false;
    try {
      content.feed(sink);
      long size = sink.finish();
      saved = true;
      return size;
    } finally {
      if (!saved) {
        sink.drop();
      }
    }
  }

  /// The first piece wakes the handler, as always; the others go past it.
  private static void feed(FileSink sink, BodyChannel body, IOLoop loop) throws IOException {
    ByteString first = body.take();
    if (first == null) {
      return;
    }
    put(sink, first);
    var way = new BodyDiversion(sink, loop);
    try {
      body.divert(way);
      FileSink.await(way.over());
    } finally {
      way.close();
    }
  }

  private static void feed(FileSink sink, Supplier<@Nullable ByteString> pieces)
      throws IOException {
    for (ByteString piece = pieces.get(); piece != null; piece = pieces.get()) {
      put(sink, piece);
    }
  }

  private static void put(FileSink sink, ByteString piece) throws IOException {
    ByteBuffer bytes = piece.asByteBuffer();
    while (bytes.hasRemaining()) {
      FileSink.await(sink.put(bytes));
    }
  }
}
