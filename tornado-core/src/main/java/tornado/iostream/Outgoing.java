// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import okio.Buffer;
import tornado.ioloop.Transport;

/// Bytes on their way out: in memory, a head and a body that never changes, or a part of a file. A transport takes of them what it can;
/// nothing is copied for it on our side.
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

  /// Moves what is left to the end of `queue`, small pieces behind others.
  void moveTo(WriteQueue queue);

  /// Bytes in memory. What comes next is looked at, given to a transport, and then skipped as far as that took it.
  sealed interface InMemory extends Outgoing {
    /// Returns views of what comes next, each of at most 128 KiB.
    ByteBuffer[] next();

    /// Takes the first `byteCount` bytes off.
    ///
    /// @throws EOFException if there are fewer
    void skip(long byteCount) throws EOFException;
  }

  /// A head that is the stream's to take.
  ///
  /// @param head its segments are moved, not copied
  /// @param body uncopied if it is large
  record Segments(Buffer head, ByteBuffer body) implements InMemory {
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
  record Views(ByteBuffer head, ByteBuffer body) implements InMemory {
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

  /// A part of a file, which stays with whoever opened it.
  final class FilePart implements Outgoing {
    /// How much goes in one turn of the loop, however fast the peer reads: others are waiting too.
    static final long TURN = 1 << 20;

    private final FileChannel file;
    private long position;
    private long left;

    FilePart(FileChannel file, long position, long byteCount) {
      this.file = file;
      this.position = position;
      this.left = byteCount;
    }

    @Override
    public long byteCount() {
      return left;
    }

    /// Gives to the transport what it takes in one turn.
    ///
    /// @return whether everything went
    boolean sendTo(Transport transport) throws IOException {
      long turn = Math.min(left, TURN);
      while (turn > 0) {
        long taken = sendSome(transport, turn);
        if (taken == 0) {
          return false;
        }
        turn -= taken;
      }
      return left == 0;
    }

    /// Fails with what says so if the fault is the file's: that must not pass for a peer that left.
    private long sendSome(Transport transport, long byteCount) throws IOException {
      if (!file.isOpen()) {
        throw new IOException("file was closed " + left + " bytes early");
      }
      long taken = transport.write(file, position, byteCount);
      if (taken == 0 && file.size() <= position) {
        throw new IOException("file ended " + left + " bytes early");
      }
      position += taken;
      left -= taken;
      return taken;
    }

    @Override
    public void moveTo(WriteQueue queue) {
      queue.append(this);
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
