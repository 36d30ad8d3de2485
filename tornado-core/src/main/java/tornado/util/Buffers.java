// SPDX-License-Identifier: Apache-2.0
package tornado.util;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import okio.Buffer;
import okio.ByteString;

/// What is done with okio's buffers where the bytes are known to be there, so that okio's checked exceptions can't occur.
///
/// **Thread**: as for the buffer.
public final class Buffers {
  /// Four segments: the two at the ends, which may be all but empty, then don't count for much.
  private static final int SHARED_FROM = 32 << 10;

  private Buffers() {}

  /// Takes `byteCount` bytes off a buffer.
  ///
  /// @throws IllegalStateException if there are fewer
  public static ByteString take(Buffer source, long byteCount) {
    try {
      return source.readByteString(byteCount);
    } catch (EOFException e) {
      throw missing(byteCount, e);
    }
  }

  /// Takes `byteCount` bytes off a buffer, uncopied if they are many: the result then has the buffer's own segments. Few are copied, so
  /// that they don't keep a whole segment from being used again.
  ///
  /// @throws IllegalStateException if there are fewer
  public static ByteString takeShared(Buffer source, long byteCount) {
    if (byteCount < SHARED_FROM || byteCount > source.size()) {
      return take(source, byteCount);
    }
    ByteString taken = source.snapshot((int) byteCount);
    skip(source, byteCount);
    return taken;
  }

  /// Takes `byteCount` bytes off a buffer, as latin-1 text.
  ///
  /// @throws IllegalStateException if there are fewer
  public static String takeLatin1(Buffer source, long byteCount) {
    try {
      return source.readString(byteCount, StandardCharsets.ISO_8859_1);
    } catch (EOFException e) {
      throw missing(byteCount, e);
    }
  }

  /// Drops `byteCount` bytes off a buffer.
  ///
  /// @throws IllegalStateException if there are fewer
  public static void skip(Buffer source, long byteCount) {
    try {
      source.skip(byteCount);
    } catch (EOFException e) {
      throw missing(byteCount, e);
    }
  }

  /// Returns where `bytes` begin in a buffer from `from` on, or -1.
  public static long indexOf(Buffer buffer, ByteString bytes, long from) {
    try {
      return buffer.indexOf(bytes, from);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Moves bytes from a buffer into `target`, as many as there are and fit.
  ///
  /// @return the byte count
  public static int moveTo(Buffer source, ByteBuffer target) {
    int before = target.position();
    try {
      while (target.hasRemaining() && !source.exhausted()) {
        source.read(target);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return target.position() - before;
  }

  /// Adds what `source` holds to a buffer.
  public static void add(Buffer buffer, ByteBuffer source) {
    try {
      buffer.write(source);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Puts bytes back in front of what a buffer holds.
  public static void putBack(Buffer buffer, byte[] bytes, int offset, int byteCount) {
    var rest = new Buffer();
    rest.write(buffer, buffer.size());
    buffer.write(bytes, offset, byteCount);
    buffer.write(rest, rest.size());
  }

  private static IllegalStateException missing(long byteCount, EOFException cause) {
    return new IllegalStateException("fewer than " + byteCount + " bytes buffered", cause);
  }
}
