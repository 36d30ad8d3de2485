// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.decoder.DecoderJNI;
import java.io.IOException;
import java.nio.ByteBuffer;
import okio.Buffer;

/// Decodes `br` (RFC 7932). The only place that knows brotli4j, loaded only when it is used.
///
/// **Thread**: owner.
final class BrotliDecoder implements Decoder {
  private static final int PORTION = 8 * 1024;

  private final DecoderJNI.Wrapper data;
  private boolean closed;

  /// Makes a decoder.
  ///
  /// @throws LinkageError if the library is missing, or has nothing for this machine
  BrotliDecoder() {
    Brotli4jLoader.ensureAvailability();
    try {
      data = new DecoderJNI.Wrapper(PORTION);
    } catch (IOException e) {
      throw new IllegalStateException("no memory for a Brotli decoder", e);
    }
  }

  @Override
  public void decode(Buffer source, Buffer sink, int maxByteCount) {
    int left = maxByteCount;
    while (left > 0) {
      switch (data.getStatus()) {
        case OK -> data.push(0);
        case NEEDS_MORE_INPUT -> {
          if (source.exhausted()) {
            return;
          }
          push(source);
        }
        case NEEDS_MORE_OUTPUT -> left -= pull(sink, left);
        case DONE -> {
          if (!source.exhausted()) {
            throw new DecodeException("data after its end");
          }
          return;
        }
        case ERROR -> throw new DecodeException("corrupt data");
      }
    }
  }

  private void push(Buffer source) {
    ByteBuffer in = data.getInputBuffer();
    in.clear();
    try {
      data.push(source.read(in));
    } catch (IOException e) {
      throw new IllegalStateException("a buffer in memory failed", e);
    }
  }

  private int pull(Buffer sink, int maxByteCount) {
    ByteBuffer out = data.pull(maxByteCount);
    int count = out.remaining();
    try {
      sink.write(out);
    } catch (IOException e) {
      throw new IllegalStateException("a buffer in memory failed", e);
    }
    return count;
  }

  @Override
  public void end() {
    if (data.getStatus() != DecoderJNI.Status.DONE) {
      throw new DecodeException("breaks off");
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      data.destroy();
    }
  }
}
