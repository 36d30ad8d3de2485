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
      try (var cursor = source.readUnsafe(new Buffer.UnsafeCursor())) {
        given = cursor.next();
        if (given == source.size()) {
          taken = transport.write(view(cursor));
        } else {
          var segments = new ByteBuffer[SEGMENTS];
          int count = 0;
          given = 0;
          do {
            segments[count] = view(cursor);
            given += segments[count++].remaining();
          } while (count < SEGMENTS && cursor.next() > 0);
          taken = transport.write(segments, 0, count);
        }
      }
      source.skip(taken);
      if (taken < given) {
        return false;
      }
    }
    return true;
  }

  /// Sends the first segments of `head` and the start of `body` in one call.
  private static boolean gather(Transport transport, Buffer head, ByteBuffer body)
      throws IOException {
    var pieces = new ByteBuffer[SEGMENTS + 1];
    int count = 0;
    long fromHead = 0;
    try (var cursor = head.readUnsafe(new Buffer.UnsafeCursor())) {
      while (count < SEGMENTS && cursor.next() > 0) {
        pieces[count] = view(cursor);
        fromHead += pieces[count++].remaining();
      }
      if (fromHead < head.size()) {
        return send(transport, head);
      }
      int end = body.limit();
      body.limit(Math.min(end, body.position() + STEP));
      long given = fromHead + body.remaining();
      pieces[count++] = body;
      long taken = transport.write(pieces, 0, count);
      body.limit(end);
      cursor.close();
      head.skip(Math.min(taken, fromHead));
      return taken == given;
    }
  }

  private static ByteBuffer view(Buffer.UnsafeCursor cursor) {
    return ByteBuffer.wrap(cursor.data, cursor.start, cursor.end - cursor.start);
  }
}
