// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import okio.Buffer;
import okio.Source;
import okio.Timeout;

/// A part of a file, to be read, or to be sent without reading it.
///
/// **Thread**: owner.
final class FileSource implements Source {
  private static final int PIECE = 64 << 10;

  private final FileChannel file;
  private final long end;
  private long position;

  /// Makes a source of an open file, which it closes.
  FileSource(FileChannel file, long position, long end) {
    this.file = file;
    this.position = position;
    this.end = end;
  }

  /// Opens a file.
  ///
  /// @param end the byte behind the last; the file may end before that
  static FileSource open(Path path, long start, long end) throws IOException {
    return new FileSource(FileChannel.open(path), start, end);
  }

  FileChannel file() {
    return file;
  }

  long position() {
    return position;
  }

  @Override
  public long read(Buffer sink, long byteCount) throws IOException {
    long wanted = Math.min(Math.min(byteCount, PIECE), end - position);
    if (wanted <= 0) {
      return byteCount == 0 ? 0 : -1;
    }
    ByteBuffer piece = ByteBuffer.allocate((int) wanted);
    int read = file.read(piece, position);
    if (read > 0) {
      position += read;
      sink.write(piece.flip());
    }
    return read;
  }

  @Override
  public Timeout timeout() {
    return Timeout.NONE;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
