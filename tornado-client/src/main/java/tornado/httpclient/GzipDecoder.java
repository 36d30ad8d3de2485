// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import okio.Buffer;
import tornado.util.GzipDecompressor;
import tornado.util.GzipException;

/// Decodes `gzip` (RFC 1952), one member.
///
/// **Thread**: owner.
final class GzipDecoder implements Decoder {
  private final GzipDecompressor gzip = new GzipDecompressor();

  @Override
  public void decode(Buffer source, Buffer sink, int maxByteCount) {
    try {
      gzip.decompress(source, sink, maxByteCount);
    } catch (GzipException e) {
      throw new DecodeException(e.getMessage());
    }
    if (gzip.finished() && !source.exhausted()) {
      throw new DecodeException("data after its end");
    }
  }

  @Override
  public void end() {
    if (!gzip.finished()) {
      throw new DecodeException("breaks off");
    }
  }

  @Override
  public void close() {
    gzip.close();
  }
}
