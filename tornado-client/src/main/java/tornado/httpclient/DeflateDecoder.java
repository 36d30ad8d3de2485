// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import java.io.EOFException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/// Decodes `deflate`: the zlib format (RFC 1950) as it should be, or bare deflate data (RFC 1951) as some servers send it (RFC 9110
/// §8.4.1.2). The first two bytes tell which.
///
/// **Thread**: owner.
final class DeflateDecoder implements Decoder {
  private static final int PORTION = 8 * 1024;
  private static final int DEFLATE_METHOD = 8;
  private static final int PRESET_DICTIONARY = 0x20;

  private final byte[] out = new byte[PORTION];

  /// Null until it is known which of the two it is.
  private @Nullable Inflater inflater;

  @Override
  public void decode(Buffer source, Buffer sink, int maxByteCount) {
    try {
      if (inflater == null && source.size() >= 2) {
        inflater = new Inflater(!hasHeader(source.getByte(0) & 0xff, source.getByte(1) & 0xff));
      }
      if (inflater != null) {
        inflate(inflater, source, sink, maxByteCount);
      }
    } catch (DataFormatException e) {
      throw new DecodeException("corrupt data: " + e.getMessage());
    } catch (EOFException e) {
      throw new IllegalStateException("read more than is buffered", e);
    }
  }

  private static boolean hasHeader(int first, int second) {
    return (first & 0xf) == DEFLATE_METHOD
        && ((first << 8) + second) % 31 == 0
        && (second & PRESET_DICTIONARY) == 0;
  }

  private void inflate(Inflater data, Buffer source, Buffer sink, int maxByteCount)
      throws DataFormatException, EOFException {
    int written = 0;
    while (written < maxByteCount && !data.finished()) {
      if (data.needsInput() && !source.exhausted()) {
        data.setInput(source.readByteArray(Math.min(source.size(), PORTION)));
      }
      int count = data.inflate(out, 0, Math.min(out.length, maxByteCount - written));
      sink.write(out, 0, count);
      written += count;
      if (count == 0 && !data.finished() && source.exhausted()) {
        return;
      }
    }
    if (data.finished() && (data.getRemaining() > 0 || !source.exhausted())) {
      throw new DecodeException("data after its end");
    }
  }

  @Override
  public void end() {
    if (inflater == null || !inflater.finished()) {
      throw new DecodeException("breaks off");
    }
  }

  @Override
  public void close() {
    if (inflater != null) {
      inflater.close();
    }
  }
}
