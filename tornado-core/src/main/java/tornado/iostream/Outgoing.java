// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import java.io.EOFException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import okio.Buffer;

/// Bytes on their way out: a head and a body that never changes. What comes next is looked at, given to a transport, and then skipped
/// as far as that took it; nothing is copied for it on our side.
///
/// **Thread**: owner.
sealed interface Outgoing {
  /// How much is looked at in one go. The JDK copies heap bytes into a direct buffer of the size of the write, and keeps that for the
  /// thread.
  int STEP = 128 << 10;

  /// As many okio segments (8 KiB) as make a step.
  int SEGMENTS = 16;

  /// No bytes. Nothing can be changed about it, so all streams share it.
  ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();

  /// Returns how many bytes are left.
  long byteCount();

  /// Returns views of what comes next, each of at most 128 KiB.
  ByteBuffer[] next();

  /// Takes the first `byteCount` bytes off.
  ///
  /// @throws EOFException if there are fewer
  void skip(long byteCount) throws EOFException;

  /// Moves what is left to the end of `queue`, small pieces behind others.
  void moveTo(WriteQueue queue);

  /// A head that is the stream's to take.
  ///
  /// @param head its segments are moved, not copied
  /// @param body uncopied if it is large
  record Segments(Buffer head, ByteBuffer body) implements Outgoing {
    @Override
    public long byteCount() {
      return head.size() + body.remaining();
    }

    @Override
    public ByteBuffer[] next() {
      int count = 0;
      var views = new ByteBuffer[SEGMENTS + 1];
      try (var cursor = head.readUnsafe(new Buffer.UnsafeCursor())) {
        while (count < SEGMENTS && cursor.next() > 0) {
          views[count++] = ByteBuffer.wrap(cursor.data, cursor.start, cursor.end - cursor.start);
        }
      }
      if (count < SEGMENTS && body.hasRemaining()) {
        views[count++] = step(body);
      }
      return Arrays.copyOf(views, count);
    }

    @Override
    public void skip(long byteCount) throws EOFException {
      long fromHead = Math.min(byteCount, head.size());
      head.skip(fromHead);
      advance(body, byteCount - fromHead);
    }

    @Override
    public void moveTo(WriteQueue queue) {
      queue.append(head);
      queue.append(body);
    }
  }

  /// A head that is the caller's again after the write.
  ///
  /// @param head copied if it has to wait
  /// @param body uncopied if it is large
  record Views(ByteBuffer head, ByteBuffer body) implements Outgoing {
    @Override
    public long byteCount() {
      return (long) head.remaining() + body.remaining();
    }

    @Override
    public ByteBuffer[] next() {
      if (!body.hasRemaining() || head.remaining() > STEP) {
        return new ByteBuffer[] {step(head)};
      }
      return head.hasRemaining()
          ? new ByteBuffer[] {step(head), step(body)}
          : new ByteBuffer[] {step(body)};
    }

    @Override
    public void skip(long byteCount) {
      long fromHead = Math.min(byteCount, head.remaining());
      advance(head, fromHead);
      advance(body, byteCount - fromHead);
    }

    @Override
    public void moveTo(WriteQueue queue) {
      queue.appendCopy(head);
      queue.append(body);
    }
  }

  private static ByteBuffer step(ByteBuffer bytes) {
    return bytes.slice(bytes.position(), Math.min(bytes.remaining(), STEP));
  }

  private static void advance(ByteBuffer bytes, long byteCount) {
    if (byteCount > 0) {
      bytes.position(bytes.position() + (int) byteCount);
    }
  }
}
