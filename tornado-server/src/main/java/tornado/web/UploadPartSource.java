// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.io.IOException;
import okio.Buffer;
import okio.ByteString;
import okio.Source;
import okio.Timeout;
import org.jspecify.annotations.Nullable;

/// The content of a part, which waits for the client.
///
/// **Thread**: the handler's coroutine.
final class UploadPartSource implements Source {
  private final UploadParts parts;
  private final UploadPart part;
  private final Buffer ready = new Buffer();
  private boolean over;

  UploadPartSource(UploadParts parts, UploadPart part) {
    this.parts = parts;
    this.part = part;
  }

  @Override
  public long read(Buffer sink, long byteCount) throws IOException {
    if (ready.size() == 0) {
      requireCurrent();
      ByteString bytes = take();
      if (bytes == null) {
        return -1;
      }
      ready.write(bytes);
    }
    return ready.read(sink, byteCount);
  }

  /// Checks that the part can still be read.
  ///
  /// @throws IOException if not
  void requireCurrent() throws IOException {
    if (!over && !parts.isCurrent(part)) {
      throw new IOException("the part was skipped: the next was asked for");
    }
  }

  /// Waits for the next piece, as it came.
  ///
  /// @return null at the end
  @Nullable ByteString take() {
    ByteString bytes = over ? null : parts.content();
    over = bytes == null;
    return bytes;
  }

  @Override
  public Timeout timeout() {
    return Timeout.NONE;
  }

  /// Does nothing: the body is its connection's.
  @Override
  public void close() {}
}
