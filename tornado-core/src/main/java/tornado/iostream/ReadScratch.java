// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import tornado.ioloop.IOLoop;
import tornado.ioloop.LoopLocal;

/// The one buffer into which all streams of a loop read, so that an idle stream holds none.
///
/// It is taken and given back: a coroutine on the loop's thread that has to wait for a monitor in the middle of a read
/// lets others run, and they must not find its half-filled buffer.
///
/// **Thread**: loop.
final class ReadScratch {
  /// What most streams read at a time.
  private static final int SIZE = 64 << 10;

  /// The most that any reads at a time.
  static final int MAX_SIZE = 1 << 20;

  private static final LoopLocal<ReadScratch> OF_LOOP = new LoopLocal<>(_ -> new ReadScratch());

  private @Nullable ByteBuffer free;

  static ReadScratch of(IOLoop loop) {
    return OF_LOOP.get(loop);
  }

  /// Takes the buffer, for so many bytes.
  ByteBuffer take(int byteCount) {
    ByteBuffer taken = free;
    free = null;
    return taken == null || taken.capacity() < byteCount
        ? ByteBuffer.allocateDirect(Math.max(SIZE, byteCount)).limit(byteCount)
        : taken.clear().limit(byteCount);
  }

  void giveBack(ByteBuffer taken) {
    free = taken;
  }
}
