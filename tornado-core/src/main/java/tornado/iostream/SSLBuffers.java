// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import javax.net.ssl.SSLEngine;
import tornado.ioloop.IOLoop;
import tornado.ioloop.LoopLocal;

/// A loop's buffers for encrypted records, of which a connection holds one only while it has a part of a record: an idle one has none.
///
/// **Thread**: any.
final class SSLBuffers {
  private static final LoopLocal<SSLBuffers> OF_LOOP = new LoopLocal<>(_ -> new SSLBuffers());

  /// More than are used at one time by a busy loop.
  private static final int KEPT = 8;

  /// Room for a few records, so that a large write costs few calls of the system.
  private static final int RECORDS = 4;

  private final ArrayDeque<ByteBuffer> free = new ArrayDeque<>();

  static SSLBuffers of(IOLoop loop) {
    return OF_LOOP.get(loop);
  }

  /// Returns an empty buffer with room for some records of the engine.
  synchronized ByteBuffer take(SSLEngine engine) {
    int size = RECORDS * engine.getSession().getPacketBufferSize();
    ByteBuffer buffer = free.poll();
    return buffer == null || buffer.capacity() < size ? ByteBuffer.allocate(size) : buffer.clear();
  }

  synchronized void giveBack(ByteBuffer buffer) {
    if (free.size() < KEPT) {
      free.add(buffer);
    }
  }
}
