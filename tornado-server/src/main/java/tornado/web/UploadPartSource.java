// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.io.IOException;
import okio.Buffer;
import okio.ByteString;
import okio.Source;
import okio.Timeout;

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
    if (ready.size() == 0 && !over) {
      if (!parts.isCurrent(part)) {
        throw new IOException("the part was skipped: the next was asked for");
      }
      ByteString bytes = parts.content();
      over = bytes == null;
      if (bytes != null) {
        ready.write(bytes);
      }
    }
    return over && ready.size() == 0 ? -1 : ready.read(sink, byteCount);
  }

  @Override
  public Timeout timeout() {
    return Timeout.NONE;
  }

  /// Does nothing: the body is its connection's.
  @Override
  public void close() {}
}
