// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import okio.Buffer;
import okio.ByteString;

/// Operations on an okio [Buffer] that are declared to fail, as those of any source are, but on one in memory can't.
///
/// **Thread**: any, as the buffer.
final class Bytes {
  private Bytes() {}

  /// Returns where `bytes` are first found at or after `from`, or -1.
  static long indexOf(Buffer buffer, ByteString bytes, long from) {
    try {
      return buffer.indexOf(bytes, from);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Takes the first `byteCount` bytes, which are known to be there.
  static ByteString take(Buffer buffer, long byteCount) {
    try {
      return buffer.readByteString(byteCount);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Moves what is there and has room to `target`, and returns the byte count.
  static int move(Buffer buffer, ByteBuffer target) {
    int before = target.position();
    try {
      while (target.hasRemaining() && !buffer.exhausted()) {
        buffer.read(target);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return target.position() - before;
  }

  /// Adds what `source` holds.
  static void add(Buffer buffer, ByteBuffer source) {
    try {
      buffer.write(source);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
