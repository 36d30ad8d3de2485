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
  private static final int MAX_TEXT = 64 * 1024;

  private static final int PORTION = 8 * 1024;

  private final Inflater inflater = new Inflater(true);
  private final CRC32 checksum = new CRC32();
  private final byte[] out = new byte[PORTION];
  private State state = State.HEADER;

  /// The header's flags, less those of fields that were read; negative until they are known.
  private int fields = -1;

  private long textLength;
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

  /// Takes what there is of the header off the source: each field once, however slowly it arrives.
  ///
  /// @return whether that was the rest of it
  private boolean readHeader(Buffer source) throws EOFException {
    if (fields < 0) {
      checkMagic(source);
      if (source.size() < FIXED_HEADER) {
        return false;
      }
      fields = source.getByte(3) & 0xff;
      if ((fields & RESERVED_FLAGS) != 0) {
        throw new GzipException("reserved gzip flags set: " + fields);
      }
      source.skip(FIXED_HEADER);
    }
    return skipExtra(source)
        && skipText(source, FNAME)
        && skipText(source, FCOMMENT)
        && skipChecksum(source);
  }

  private static void checkMagic(Buffer source) {
    byte[] magic = {0x1f, (byte) 0x8b, 8};
    for (int i = 0; i < Math.min(magic.length, source.size()); i++) {
      if (source.getByte(i) != magic[i]) {
        throw new GzipException("not gzip data");
      }
    }
  }

  private boolean skipExtra(Buffer source) throws EOFException {
    if ((fields & FEXTRA) == 0) {
      return true;
    }
    if (source.size() < 2) {
      return false;
    }
    int length = 2 + (source.getByte(0) & 0xff) + ((source.getByte(1) & 0xff) << 8);
    return source.size() >= length && skip(source, length, FEXTRA);
  }

  private boolean skipText(Buffer source, int flag) throws EOFException {
    if ((fields & flag) == 0) {
      return true;
    }
    long end = source.indexOf((byte) 0);
    long length = end < 0 ? source.size() : end + 1;
    textLength += length;
    if (textLength > MAX_TEXT) {
      throw new GzipException("gzip header with over " + MAX_TEXT + " bytes of text");
    }
    if (end < 0) {
      source.skip(length);
      return false;
    }
    return skip(source, length, flag);
  }

  private boolean skipChecksum(Buffer source) throws EOFException {
    return (fields & FHCRC) == 0 || (source.size() >= 2 && skip(source, 2, FHCRC));
  }

  private boolean skip(Buffer source, long byteCount, int flag) throws EOFException {
    source.skip(byteCount);
    fields &= ~flag;
    return true;
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
