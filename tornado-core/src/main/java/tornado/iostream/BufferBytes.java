// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import java.nio.ByteBuffer;
import okio.Buffer;

/// Bytes of a [Buffer] as the system wants them.
///
/// **Thread**: any.
final class BufferBytes {
  private BufferBytes() {}

  /// Takes all of `source` off it.
  static ByteBuffer of(Buffer source) {
    return ByteBuffer.wrap(source.readByteArray());
  }
}
