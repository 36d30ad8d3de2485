// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import java.io.IOException;
import java.nio.ByteBuffer;
import okio.Buffer;
import tornado.ioloop.Transport;

/// Gives bytes to a transport without copying them on our side.
///
/// A step is at most 128 KiB: the JDK copies heap bytes into a direct buffer of the size of the write, and keeps that
/// for the thread.
///
/// **Thread**: one caller at a time for each transport.
final class Sender {
  private static final int STEP = 128 << 10;

  /// As many okio segments (8 KiB) as make a step.
  private static final int SEGMENTS = 16;

  private Sender() {}

  /// Sends `head`, then `body`, and takes what was sent from both.
  ///
  /// @return whether everything went; if not the transport takes no more now
  /// @throws IOException if the connection broke
  static boolean send(Transport transport, Buffer head, ByteBuffer body) throws IOException {
    if (!head.exhausted() && body.hasRemaining()) {
      return gather(transport, head, body) && send(transport, head) && send(transport, body);
    }
    return send(transport, head) && send(transport, body);
  }

  /// Like [#send(Transport, Buffer, ByteBuffer)].
  static boolean send(Transport transport, ByteBuffer head, ByteBuffer body) throws IOException {
    if (head.hasRemaining() && body.hasRemaining() && head.remaining() <= STEP) {
      int end = body.limit();
      body.limit(Math.min(end, body.position() + STEP));
      transport.write(new ByteBuffer[] {head, body}, 0, 2);
      boolean refused = body.hasRemaining();
      body.limit(end);
      return !refused && send(transport, body);
    }
    return send(transport, head) && send(transport, body);
  }

  /// Sends `source` and takes what was sent from it; the result is as in [#send(Transport, Buffer, ByteBuffer)].
  static boolean send(Transport transport, ByteBuffer source) throws IOException {
    int end = source.limit();
    while (source.hasRemaining()) {
      source.limit(Math.min(end, source.position() + STEP));
      transport.write(source);
      boolean refused = source.hasRemaining();
      source.limit(end);
      if (refused) {
        return false;
      }
    }
    return true;
  }

  /// Sends `source` and takes what was sent from it; the result is as in [#send(Transport, Buffer, ByteBuffer)].
  static boolean send(Transport transport, Buffer source) throws IOException {
    while (!source.exhausted()) {
      long given;
      long taken;
      ByteBuffer first = firstSegment(source);
      if (first.remaining() == source.size()) {
        given = first.remaining();
        taken = transport.write(first);
      } else {
        var segments = new ByteBuffer[SEGMENTS];
        int count = segments(source, segments);
        given = remaining(segments, count);
        taken = transport.write(segments, 0, count);
      }
      source.skip(taken);
      if (taken < given) {
        return false;
      }
    }
    return true;
  }

  /// Sends the first segments of `head`, and if that is all of it the start of `body`, in one call.
  private static boolean gather(Transport transport, Buffer head, ByteBuffer body)
      throws IOException {
    var pieces = new ByteBuffer[SEGMENTS + 1];
    int count = segments(head, pieces);
    if (count == pieces.length) {
      return send(transport, head);
    }
    long fromHead = remaining(pieces, count);
    int end = body.limit();
    body.limit(Math.min(end, body.position() + STEP));
    pieces[count++] = body;
    long given = fromHead + body.remaining();
    long taken = transport.write(pieces, 0, count);
    body.limit(end);
    head.skip(Math.min(taken, fromHead));
    return taken == given;
  }

  private static ByteBuffer firstSegment(Buffer source) {
    try (var cursor = source.readUnsafe(new Buffer.UnsafeCursor())) {
      cursor.next();
      return ByteBuffer.wrap(cursor.data, cursor.start, cursor.end - cursor.start);
    }
  }

  /// Fills `views` with views of the first segments of `source`, and returns how many.
  private static int segments(Buffer source, ByteBuffer[] views) {
    int count = 0;
    try (var cursor = source.readUnsafe(new Buffer.UnsafeCursor())) {
      while (count < views.length && cursor.next() > 0) {
        views[count++] = ByteBuffer.wrap(cursor.data, cursor.start, cursor.end - cursor.start);
      }
    }
    return count;
  }

  private static long remaining(ByteBuffer[] buffers, int count) {
    long byteCount = 0;
    for (int i = 0; i < count; i++) {
      byteCount += buffers[i].remaining();
    }
    return byteCount;
  }
}
