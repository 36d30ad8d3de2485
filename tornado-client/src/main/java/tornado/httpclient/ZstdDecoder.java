// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import okio.Buffer;

/// Decodes `zstd` (RFC 8878), one frame after another. The only place that knows zstd-jni, loaded only when it is used.
///
/// **Thread**: owner.
final class ZstdDecoder implements Decoder {
  private static final int PORTION = 8 * 1024;

  /// 8 MiB, as RFC 9659 says: what a server may make us keep.
  private static final int MAX_WINDOW_LOG = 23;

  private final Buffer in = new Buffer();
  private final byte[] out = new byte[PORTION];
  private final ZstdInputStreamNoFinalizer data;

  /// Makes a decoder.
  ///
  /// @throws LinkageError if the library is missing, or has nothing for this machine
  ZstdDecoder() {
    try {
      data = new ZstdInputStreamNoFinalizer(in.inputStream());
      data.setLongMax(MAX_WINDOW_LOG);
      // The end of what has arrived is not the end of the data.
      data.setContinuous(true);
    } catch (IOException e) {
      throw new IllegalStateException("no memory for a zstd decoder", e);
    }
  }

  @Override
  public void decode(Buffer source, Buffer sink, int maxByteCount) {
    in.write(source, source.size());
    int left = maxByteCount;
    while (left > 0) {
      int count = read(Math.min(left, out.length));
      if (count <= 0 && in.exhausted()) {
        return;
      }
      sink.write(out, 0, Math.max(0, count));
      left -= Math.max(0, count);
    }
  }

  private int read(int maxByteCount) {
    try {
      return data.read(out, 0, maxByteCount);
    } catch (IOException e) {
      throw new DecodeException("corrupt data: " + e.getMessage());
    }
  }

  @Override
  public void end() {
    try {
      // Now it is: it fails within a frame.
      data.setContinuous(false);
      if (data.read(out, 0, 1) > 0) {
        throw new IllegalStateException("ended before all was decoded");
      }
    } catch (IOException e) {
      throw new DecodeException("breaks off");
    }
  }

  @Override
  public void close() {
    try {
      data.close();
    } catch (IOException e) {
      throw new IllegalStateException("a buffer in memory failed", e);
    }
  }
}
