// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import okio.Buffer;
import okio.ByteString;
import okio.Source;
import okio.Timeout;
import org.jspecify.annotations.Nullable;

/// A body as a source, which waits for the client. The next piece is read while the last is used.
///
/// **Thread**: the handler's coroutine.
final class BodySource implements Source {
  private final BodyChannel channel;
  private final Buffer ready = new Buffer();

  BodySource(BodyChannel channel) {
    this.channel = channel;
  }

  @Override
  public long read(Buffer sink, long byteCount) {
    if (ready.size() == 0) {
      ByteString chunk = take(channel);
      if (chunk == null) {
        return -1;
      }
      ready.write(chunk);
    }
    return ready.read(sink, byteCount);
  }

  static @Nullable ByteString take(BodyChannel channel) {
    ByteString chunk = channel.take();
    if (chunk != null) {
      channel.consumed();
    }
    return chunk;
  }

  @Override
  public Timeout timeout() {
    return Timeout.NONE;
  }

  /// Does nothing: the body is its connection's.
  @Override
  public void close() {}
}
