// SPDX-License-Identifier: Apache-2.0
package tornado.util;

import java.io.EOFException;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import okio.Buffer;

/// Decompresses one gzip member (RFC 1952) as it arrives, in any portions, with a limit on how much it writes at a time. Header,
/// checksum and length are checked.
///
/// After the member [#finished] is true, and what follows stays in the source: whoever reads decides whether that is an error.
/// At the end of the input it has to be true, or the data breaks off.
///
/// ```
/// HEADER -> BODY -> TRAILER -> FINISHED
/// ```
///
/// Tornado: `util.GzipDecompressor`, which accepts truncated data and ignores what follows.
///
/// **Thread**: owner.
public final class GzipDecompressor implements AutoCloseable {
  private enum State {
    HEADER,
    BODY,
    TRAILER,
    FINISHED
  }

  private static final int FIXED_HEADER = 10;
  private static final int FHCRC = 2;
  private static final int FEXTRA = 4;
  private static final int FNAME = 8;
  private static final int FCOMMENT = 16;
  private static final int RESERVED_FLAGS = 0xe0;

  /// Names and comments of files have no limit of their own in the format.
  private static final int MAX_HEADER = 64 * 1024;

  private static final int PORTION = 8 * 1024;

  private final Inflater inflater = new Inflater(true);
  private final CRC32 checksum = new CRC32();
  private final byte[] out = new byte[PORTION];
  private State state = State.HEADER;
  private byte[] in = new byte[0];
  private long total;

  /// Makes a decompressor that has seen nothing.
  public GzipDecompressor() {}

  /// Decompresses from `source` to `sink` until the source is empty, the member ends, or the limit is reached.
  ///
  /// @param maxByteCount how much to write at most
  /// @return how much was written
  /// @throws GzipException if the data is no gzip, or was damaged
  public long decompress(Buffer source, Buffer sink, long maxByteCount) {
    if (maxByteCount <= 0) {
      throw new IllegalArgumentException("maxByteCount <= 0: " + maxByteCount);
    }
    try {
      if (state == State.HEADER && readHeader(source)) {
        state = State.BODY;
      }
      long written = state == State.BODY ? inflate(source, sink, maxByteCount) : 0;
      if (state == State.TRAILER && source.size() >= 8) {
        readTrailer(source);
        state = State.FINISHED;
      }
      return written;
    } catch (DataFormatException e) {
      throw new GzipException("corrupt deflate data: " + e.getMessage());
    } catch (EOFException e) {
      throw new IllegalStateException("read more than is buffered", e);
    }
  }

  /// Tells whether the member was read to its end.
  public boolean finished() {
    return state == State.FINISHED;
  }

  /// Tells whether input was taken that the next call may write more of, although the source is empty.
  public boolean hasUnconsumedTail() {
    return state == State.BODY && !inflater.needsInput();
  }

  /// Frees native memory. Idempotent.
  @Override
  public void close() {
    inflater.close();
  }

  private long inflate(Buffer source, Buffer sink, long maxByteCount)
      throws DataFormatException, EOFException {
    long written = 0;
    while (written < maxByteCount) {
      if (inflater.needsInput() && !source.exhausted()) {
        in = source.readByteArray(Math.min(source.size(), PORTION));
        inflater.setInput(in);
      }
      int count = inflater.inflate(out, 0, (int) Math.min(out.length, maxByteCount - written));
      checksum.update(out, 0, count);
      sink.write(out, 0, count);
      written += count;
      total += count;
      if (inflater.finished()) {
        giveBack(source);
        state = State.TRAILER;
        return written;
      }
      if (inflater.needsDictionary()) {
        throw new GzipException("preset dictionary in gzip data");
      }
      if (count == 0 && source.exhausted()) {
        return written;
      }
    }
    return written;
  }

  /// Puts back what was taken from the source but belongs to what follows the deflate data.
  private void giveBack(Buffer source) {
    int left = inflater.getRemaining();
    if (left > 0) {
      Buffers.putBack(source, in, in.length - left, left);
    }
    in = new byte[0];
  }

  private boolean readHeader(Buffer source) throws EOFException {
    checkMagic(source);
    if (source.size() < FIXED_HEADER) {
      return false;
    }
    int flags = source.getByte(3);
    if ((flags & RESERVED_FLAGS) != 0) {
      throw new GzipException("reserved gzip flags set: " + (flags & 0xff));
    }
    long length = headerLength(source, flags);
    if (length < 0) {
      if (source.size() > MAX_HEADER) {
        throw new GzipException("gzip header over " + MAX_HEADER + " bytes");
      }
      return false;
    }
    source.skip(length);
    return true;
  }

  private static void checkMagic(Buffer source) {
    byte[] magic = {0x1f, (byte) 0x8b, 8};
    for (int i = 0; i < Math.min(magic.length, source.size()); i++) {
      if (source.getByte(i) != magic[i]) {
        throw new GzipException("not gzip data");
      }
    }
  }

  /// Returns how long the header is, or -1 if it isn't all there.
  private static long headerLength(Buffer source, int flags) {
    long length = FIXED_HEADER;
    if ((flags & FEXTRA) != 0) {
      if (source.size() < length + 2) {
        return -1;
      }
      length += 2 + (source.getByte(length) & 0xff) + ((source.getByte(length + 1) & 0xff) << 8);
    }
    for (int flag : new int[] {FNAME, FCOMMENT}) {
      if ((flags & flag) != 0) {
        long end = length > source.size() ? -1 : source.indexOf((byte) 0, length);
        if (end < 0) {
          return -1;
        }
        length = end + 1;
      }
    }
    length += (flags & FHCRC) != 0 ? 2 : 0;
    return source.size() >= length ? length : -1;
  }

  private void readTrailer(Buffer source) throws EOFException {
    long crc = source.readIntLe() & 0xffffffffL;
    long size = source.readIntLe() & 0xffffffffL;
    if (crc != checksum.getValue()) {
      throw new GzipException("gzip checksum does not match");
    }
    if (size != (total & 0xffffffffL)) {
      throw new GzipException("gzip length does not match");
    }
  }
}
