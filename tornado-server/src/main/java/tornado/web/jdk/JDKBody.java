// SPDX-License-Identifier: Apache-2.0
package tornado.web.jdk;

import java.io.IOException;
import java.io.OutputStream;
import okio.Buffer;

/// The body of an answer, as a handler writes it: sent piece by piece, and ended by closing.
///
/// **Thread**: owner.
final class JDKBody extends OutputStream {
  private static final int PIECE = 16 << 10;

  private final JDKHandler handler;
  private final Buffer waiting = new Buffer();
  private boolean closed;

  JDKBody(JDKHandler handler) {
    this.handler = handler;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (closed) {
      throw new IOException("stream is closed");
    }
    waiting.write(bytes, offset, length);
    if (waiting.size() >= PIECE) {
      flush();
    }
  }

  @Override
  public void flush() throws IOException {
    if (!closed && waiting.size() > 0) {
      handler.send(waiting.readByteString());
    }
  }

  @Override
  public void close() throws IOException {
    if (!closed) {
      if (waiting.size() > 0) {
        handler.write(waiting.readByteString());
      }
      closed = true;
      handler.endBody();
    }
  }
}
