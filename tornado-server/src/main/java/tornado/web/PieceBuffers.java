// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import tornado.ioloop.IOLoop;
import tornado.ioloop.LoopLocal;

/// Large pieces of native memory, from which the system writes without another copy. A loop has a few, which are used again and again:
/// what the JDK takes for such memory it gives back late.
///
/// **Thread**: any.
final class PieceBuffers {
  /// The size of each, in bytes: larger writes are no faster.
  static final int SIZE = 256 << 10;

  /// How many a loop has at most, 16 MiB; whoever comes after that has to do without.
  private static final int MOST = 64;

  private static final LoopLocal<PieceBuffers> OF_LOOP = new LoopLocal<>(_ -> new PieceBuffers());

  private final ArrayDeque<ByteBuffer> free = new ArrayDeque<>();
  private int made;

  static PieceBuffers of(IOLoop loop) {
    return OF_LOOP.get(loop);
  }

  /// Takes one, empty; null if all are taken.
  synchronized @Nullable ByteBuffer take() {
    ByteBuffer taken = free.poll();
    if (taken != null || made == MOST) {
      return taken;
    }
    taken = ByteBuffer.allocateDirect(SIZE);
    made++;
    return taken;
  }

  /// Gives one back, whatever is in it.
  synchronized void giveBack(ByteBuffer taken) {
    free.push(taken.clear());
  }
}
