// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import tornado.ioloop.Transport;

/// The input of a TLS connection: reads records (RFC 8446 §5) from the transport below, and decrypts them.
///
/// **Thread**: guarded by the monitor of the connection's [SSLTransport].
final class SSLInput {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  /// How many buffers of records one peer may have read for it before others get their turn. Records need not hold anything for the reader,
  /// so what the reader asked for does not bound them.
  private static final int FILLS_PER_TURN = 16;

  private final Transport inner;
  private final SSLEngine engine;
  private final Supplier<SSLBuffers> buffers;

  /// What was not decrypted: ready to be read from. Empty but for a part of a record, mostly.
  private ByteBuffer encrypted = NOTHING;

  /// Whether `encrypted` holds less than a record.
  private boolean partial = true;

  /// What was decrypted and the reader had no room for: ready to be read from.
  private ByteBuffer aside = NOTHING;

  private boolean begun;
  private boolean ended;
  private int fillsLeft = FILLS_PER_TURN;

  SSLInput(Transport inner, SSLEngine engine, Supplier<SSLBuffers> buffers) {
    this.inner = inner;
    this.engine = engine;
    this.buffers = buffers;
  }

  /// Allows as much reading as a turn of the loop may do.
  void newTurn() {
    fillsLeft = FILLS_PER_TURN;
  }

  /// Tells whether the peer has ended its output; what is aside may still be read.
  boolean ended() {
    return ended;
  }

  /// Tells whether there is more to decrypt without a word from the transport below.
  boolean hasRecord() {
    return !partial;
  }

  /// Tells whether decrypted bytes wait for the reader.
  boolean hasAside() {
    return aside.hasRemaining();
  }

  /// Moves decrypted bytes to `target`.
  ///
  /// @return false if there are none
  boolean takeAside(ByteBuffer target) {
    if (!aside.hasRemaining()) {
      return false;
    }
    int limit = aside.limit();
    aside.limit(Math.min(limit, aside.position() + target.remaining()));
    target.put(aside);
    aside.limit(limit);
    aside = aside.hasRemaining() ? aside : NOTHING;
    return true;
  }

  /// Reads encrypted bytes, unless there is a record already.
  ///
  /// @return false if there are none now, or no more
  boolean fill() throws IOException {
    if (!partial) {
      return true;
    }
    if (fillsLeft == 0) {
      return false;
    }
    fillsLeft--;
    // A record is far smaller than a buffer: a part of one always leaves room for the rest.
    ByteBuffer buffer = encrypted.hasRemaining() ? encrypted.compact() : buffers.get().take();
    int room = buffer.remaining();
    int byteCount = inner.read(buffer);
    if (byteCount < room) {
      // That was all: another call of the system would only be told so.
      fillsLeft = 0;
    }
    encrypted = buffer.flip();
    if (!begun && byteCount > 0) {
      begun = true;
      PlainText.refuse(encrypted);
    }
    partial = byteCount <= 0;
    release();
    // Without a close_notify the end may be forged; many peers just leave, and are believed as on a
    // plain connection.
    ended = byteCount < 0;
    return byteCount > 0;
  }

  /// Decrypts a record into `target`, or aside if it might not fit.
  SSLEngineResult unwrap(ByteBuffer target) throws SSLException {
    SSLEngineResult result = engine.unwrap(encrypted, target);
    if (result.getStatus() == Status.BUFFER_OVERFLOW) {
      // Some engines have put the start of the record into the target by now.
      ByteBuffer room = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
      result = engine.unwrap(encrypted, room);
      aside = room.flip();
    }
    unwrapped(result);
    return result;
  }

  /// Takes a record of the handshake, which holds nothing for the reader.
  SSLEngineResult unwrap() throws SSLException {
    ByteBuffer room = buffers.get().take();
    SSLEngineResult result = engine.unwrap(encrypted, room);
    buffers.get().giveBack(room);
    unwrapped(result);
    return result;
  }

  private void unwrapped(SSLEngineResult result) {
    partial = result.getStatus() == Status.BUFFER_UNDERFLOW || !encrypted.hasRemaining();
    if (result.getStatus() == Status.CLOSED) {
      ended = true;
    }
    release();
  }

  private void release() {
    if (!encrypted.hasRemaining() && encrypted != NOTHING) {
      buffers.get().giveBack(encrypted);
      encrypted = NOTHING;
      partial = true;
    }
  }
}
