// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import java.io.IOException;
import java.nio.ByteBuffer;
import okio.Buffer;
import tornado.ioloop.Transport;

/// The bytes of one write: a head and a body that never changes.
///
/// **Thread**: owner.
sealed interface Outgoing {
  /// Returns how many bytes are left.
  long byteCount();

  /// Sends, and takes what was sent.
  ///
  /// @return whether everything went; if not the transport takes no more now
  /// @throws IOException if the connection broke
  boolean send(Transport transport) throws IOException;

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
    public boolean send(Transport transport) throws IOException {
      return Sender.send(transport, head, body);
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
    public boolean send(Transport transport) throws IOException {
      return Sender.send(transport, head, body);
    }

    @Override
    public void moveTo(WriteQueue queue) {
      queue.appendCopy(head);
      queue.append(body);
    }
  }
}
