// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import java.io.IOException;
import java.nio.ByteBuffer;
import okio.Buffer;
import okio.ByteString;

/// What has arrived at one end of a connection: bytes that wait to be read, and the end of them. After a reset they can still be read, as on
/// Linux.
///
/// **Thread**: loop.
final class SimulatedInput {
  private final Buffer bytes = new Buffer();
  private boolean ended;
  private boolean reset;

  /// Whether somebody was told of the reset.
  private boolean told;

  void add(ByteString more) {
    if (!reset) {
      bytes.write(more);
    }
  }

  void end() {
    ended = true;
  }

  void breakDown() {
    reset = true;
  }

  boolean reset() {
    return reset;
  }

  boolean unread() {
    return !bytes.exhausted();
  }

  /// Tells whether a read has something to say.
  boolean readable() {
    return unread() || ended || reset;
  }

  /// Moves what one call may move.
  ///
  /// @return the byte count, 0 if nothing is there now, -1 at the end
  int read(ByteBuffer target, SimulatedRoute route) throws IOException {
    if (bytes.exhausted()) {
      if (reset && !ended) {
        told = true;
        throw SimulatedFailures.resetWhileReading();
      }
      return ended ? -1 : 0;
    }
    int byteCount = route.piece((int) Math.min(bytes.size(), target.remaining()));
    target.put(bytes.readByteString(byteCount).asByteBuffer());
    return byteCount;
  }

  /// Fails if the connection was reset: who hears of it first hears of a reset, and later, or behind the end of the input, of a broken pipe.
  void checkWritable() throws IOException {
    if (reset && (ended || told)) {
      throw SimulatedFailures.brokenPipe();
    }
    if (reset) {
      told = true;
      throw SimulatedFailures.resetWhileWriting();
    }
  }
}
