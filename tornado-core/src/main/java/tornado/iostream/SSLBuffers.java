// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import tornado.ioloop.IOLoop;
import tornado.ioloop.LoopLocal;

/// A loop's buffers for encrypted records, of which a connection holds one only while it has a part of a record: an idle one has none.
///
/// **Thread**: any.
final class SSLBuffers {
  private static final LoopLocal<SSLBuffers> OF_LOOP = new LoopLocal<>(_ -> new SSLBuffers());

  /// More than are used at one time by a busy loop.
  private static final int KEPT = 8;

  /// Room for a few of the longest records (RFC 8446 §5.2), so that a large write costs few calls of the system; and for any that an
  /// engine may ask room for, as some do for peers that send longer ones.
  private static final int SIZE = 4 * (16_384 + 512);

  private final ArrayDeque<ByteBuffer> free = new ArrayDeque<>();

  static SSLBuffers of(IOLoop loop) {
    return OF_LOOP.get(loop);
  }

  /// Returns an empty buffer with room for some records.
  synchronized ByteBuffer take() {
    ByteBuffer buffer = free.poll();
    return buffer == null ? ByteBuffer.allocate(SIZE) : buffer.clear();
  }

  synchronized void giveBack(ByteBuffer buffer) {
    if (free.size() < KEPT) {
      free.add(buffer);
    }
  }
}
