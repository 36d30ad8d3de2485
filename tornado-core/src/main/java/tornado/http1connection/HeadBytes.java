// SPDX-License-Identifier: Apache-2.0
package tornado.http1connection;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import tornado.ioloop.IOLoop;
import tornado.ioloop.LoopLocal;

/// Bytes in the making: the head of a message, and a small body behind it. A loop has one that its messages share, one after
/// another, since nothing on the loop can come between making the bytes and writing them; on other threads each message has its own.
///
/// **Thread**: owner.
final class HeadBytes {
  /// Bodies up to this size are copied behind their head instead of being gathered.
  static final int SMALL_BODY = 2048;

  /// Parts of files up to this size are read behind their head: one call to the system instead of two, and for the peer one segment.
  static final int SMALL_FILE = 64 << 10;

  private static final int SIZE = 512;
  private static final LoopLocal<HeadBytes> OF_LOOP =
      new LoopLocal<>(
          _ -> new HeadBytes(8 * SIZE, ByteBuffer.allocateDirect(8 * SIZE + SMALL_FILE)));

  private byte[] bytes;
  private int size;

  /// Where a loop's bytes are written from: native memory, which the system takes without another copy.
  private final @Nullable ByteBuffer direct;

  private HeadBytes(int capacity, @Nullable ByteBuffer direct) {
    this.bytes = new byte[capacity];
    this.direct = direct;
  }

  /// Returns empty bytes for the caller to fill and write at once.
  static HeadBytes forWriting(IOLoop loop) {
    HeadBytes head = loop.inLoop() ? OF_LOOP.get(loop) : new HeadBytes(SIZE, null);
    head.size = 0;
    return head;
  }

  /// Appends text whose characters are all latin-1.
  @SuppressWarnings(
      "deprecation") // getBytes drops the high byte of each char: for latin-1 exactly what is
  // wanted, in one copy
  HeadBytes text(String text) {
    int length = text.length();
    room(length);
    text.getBytes(0, length, bytes, size);
    size += length;
    return this;
  }

  /// Appends a field line, all of whose characters are latin-1.
  @SuppressWarnings("deprecation") // as in text
  void field(String name, String value) {
    int nameLength = name.length();
    int valueLength = value.length();
    room(nameLength + valueLength + 4);
    byte[] to = bytes;
    int at = size;
    name.getBytes(0, nameLength, to, at);
    at += nameLength;
    to[at++] = ':';
    to[at++] = ' ';
    value.getBytes(0, valueLength, to, at);
    at += valueLength;
    to[at++] = '\r';
    to[at++] = '\n';
    size = at;
  }

  HeadBytes bytes(ByteString more) {
    int length = more.size();
    room(length);
    more.copyInto(0, bytes, size, length);
    size += length;
    return this;
  }

  HeadBytes endOfLine() {
    room(2);
    bytes[size++] = '\r';
    bytes[size++] = '\n';
    return this;
  }

  /// Returns the bytes as they are to be written.
  ByteBuffer toWrite() {
    if (direct == null || direct.capacity() < size) {
      return ByteBuffer.wrap(bytes, 0, size);
    }
    return direct.clear().put(bytes, 0, size).flip();
  }

  /// Returns the bytes and a part of a file behind them, as they are to be written.
  ///
  /// @throws IOException if the file can't be read, or is shorter
  ByteBuffer toWrite(FileChannel file, long position, int byteCount) throws IOException {
    ByteBuffer whole =
        direct != null && direct.capacity() >= size + byteCount
            ? direct.clear()
            : ByteBuffer.allocate(size + byteCount);
    whole.put(bytes, 0, size).limit(size + byteCount);
    while (whole.hasRemaining()) {
      int read = file.read(whole, position + whole.position() - size);
      if (read < 0) {
        throw new IOException("file ended " + whole.remaining() + " bytes early");
      }
    }
    return whole.flip();
  }

  private void room(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}
