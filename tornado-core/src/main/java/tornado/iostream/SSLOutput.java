// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import tornado.ioloop.Transport;

/// The output of a TLS connection: encrypts, and writes records (RFC 8446 §5) to the transport below.
///
/// A record is encrypted as a whole, so the transport below may have no room for the end of one whose bytes count as written.
///
/// **Thread**: guarded by the monitor of the connection's [SSLTransport].
final class SSLOutput {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final Transport inner;
  private final SSLEngine engine;
  private final Supplier<SSLBuffers> buffers;

  /// What the transport below had no room for: ready to be read from.
  private ByteBuffer encrypted = NOTHING;

  /// Whether the transport below holds something that it has taken.
  private boolean held;

  SSLOutput(Transport inner, SSLEngine engine, Supplier<SSLBuffers> buffers) {
    this.inner = inner;
    this.engine = engine;
    this.buffers = buffers;
  }

  /// Tells whether encrypted bytes wait for the transport below, or in it.
  boolean waiting() {
    return held || encrypted.hasRemaining();
  }

  /// Sends what is encrypted.
  ///
  /// @return whether nothing is left
  boolean flush() throws IOException {
    if (encrypted.hasRemaining()) {
      inner.write(encrypted);
    }
    if (encrypted.hasRemaining()) {
      return false;
    }
    if (encrypted != NOTHING) {
      buffers.get().giveBack(encrypted);
      encrypted = NOTHING;
    }
    held = !inner.flush();
    return !held;
  }

  /// Encrypts as many records as fit into a buffer, and sends what the transport below takes: a flight of the handshake is many small
  /// records, which one by one would cost a call of the system each, and could wait for acknowledgements. Nothing may be waiting.
  SSLEngineResult wrap(ByteBuffer[] sources, int offset, int length) throws IOException {
    ByteBuffer buffer = buffers.get().take();
    SSLEngineResult result;
    try {
      do {
        result = engine.wrap(sources, offset, length, buffer);
      } while (more(result, sources, offset, length)
          && buffer.remaining() >= engine.getSession().getPacketBufferSize());
    } finally {
      // Before it fails an engine may have had something to say: the alert.
      encrypted = buffer.flip();
    }
    flush();
    return result;
  }

  private static boolean more(SSLEngineResult last, ByteBuffer[] sources, int offset, int length) {
    return last.getHandshakeStatus() == HandshakeStatus.NEED_WRAP
        ? last.bytesProduced() > 0
        : last.bytesConsumed() > 0 && remaining(sources, offset, length) > 0;
  }

  /// Sends what the engine itself has to say: a step of the handshake, or an alert. Nothing may be waiting.
  SSLEngineResult wrap() throws IOException {
    return wrap(new ByteBuffer[] {NOTHING}, 0, 1);
  }

  /// Sends close_notify (RFC 8446 §6.1) if there is room for it.
  void end() throws IOException {
    engine.closeOutbound();
    while (!engine.isOutboundDone() && flush()) {
      if (wrap().bytesProduced() == 0) {
        return;
      }
    }
  }

  /// Tells the peer what is wrong, if there is room to.
  void sendAlert() {
    try {
      while (flush() && engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
        if (wrap().bytesProduced() == 0) {
          return;
        }
      }
    } catch (IOException ignored) {
      // The first failure counts.
    }
  }

  static long remaining(ByteBuffer[] buffers, int offset, int length) {
    long byteCount = 0;
    for (int i = offset; i < offset + length; i++) {
      byteCount += buffers[i].remaining();
    }
    return byteCount;
  }
}
