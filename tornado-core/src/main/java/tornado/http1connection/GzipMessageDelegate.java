// SPDX-License-Identifier: Apache-2.0
package tornado.http1connection;

import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import okio.Buffer;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import tornado.httputil.HTTPHeaders;
import tornado.httputil.HTTPInputError;
import tornado.httputil.HTTPMessageDelegate;
import tornado.httputil.HTTPViolation;
import tornado.httputil.StartLine;
import tornado.util.GzipDecompressor;
import tornado.util.GzipException;

/// Decompresses a gzip body on its way to another delegate, in pieces, each waited for, and no more in all than the body's
/// limit: a small message must not become a huge one in memory (RFC 9110 §8.4.1.3).
///
/// The field `Content-Encoding` becomes `X-Consumed-Content-Encoding`; `Content-Length` stays as it came. Anything but the
/// one coding `gzip` passes untouched.
///
/// **Thread**: loop.
final class GzipMessageDelegate implements HTTPMessageDelegate {
  private final HTTPMessageDelegate target;
  private final int chunkSize;
  private final LongSupplier maxBodySize;
  private @Nullable GzipDecompressor decompressor;
  private long total;

  GzipMessageDelegate(HTTPMessageDelegate target, int chunkSize, LongSupplier maxBodySize) {
    this.target = target;
    this.chunkSize = chunkSize;
    this.maxBodySize = maxBodySize;
  }

  @Override
  public CompletableFuture<Void> headersReceived(StartLine startLine, HTTPHeaders headers) {
    String coding = headers.get("Content-Encoding");
    if (coding != null && coding.equalsIgnoreCase("gzip")) {
      decompressor = new GzipDecompressor();
      headers.add("X-Consumed-Content-Encoding", coding);
      headers.remove("Content-Encoding");
    }
    return target.headersReceived(startLine, headers);
  }

  @Override
  public CompletableFuture<Void> dataReceived(ByteString chunk) {
    GzipDecompressor gzip = decompressor;
    if (gzip == null) {
      return target.dataReceived(chunk);
    }
    return passOn(gzip, new Buffer().write(chunk));
  }

  @Override
  public void finish() {
    GzipDecompressor gzip = decompressor;
    if (gzip != null) {
      boolean whole = gzip.finished();
      release();
      // An empty body is no gzip at all, and harmless; one that breaks off is not.
      if (!whole) {
        throw new HTTPInputError(HTTPViolation.GZIP_TRUNCATED);
      }
    }
    target.finish();
  }

  @Override
  public void onConnectionClose() {
    release();
    target.onConnectionClose();
  }

  /// Decompresses for as long as the target takes the pieces at once, and then when it is ready again.
  private CompletableFuture<Void> passOn(GzipDecompressor gzip, Buffer compressed) {
    while (true) {
      ByteString piece = decompress(gzip, compressed);
      if (piece.size() == 0) {
        return READY;
      }
      CompletableFuture<Void> busy = target.dataReceived(piece);
      if (!busy.isDone() || busy.isCompletedExceptionally()) {
        return busy.thenCompose(_ -> passOn(gzip, compressed));
      }
    }
  }

  private ByteString decompress(GzipDecompressor gzip, Buffer compressed) {
    var piece = new Buffer();
    try {
      gzip.decompress(compressed, piece, chunkSize);
    } catch (GzipException e) {
      throw new HTTPInputError(HTTPViolation.GZIP_INVALID, e.getMessage());
    }
    if (gzip.finished() && !compressed.exhausted()) {
      throw new HTTPInputError(HTTPViolation.GZIP_TRAILING_DATA);
    }
    total += piece.size();
    if (total > maxBodySize.getAsLong()) {
      throw new HTTPInputError(HTTPViolation.DECOMPRESSED_BODY_TOO_LARGE);
    }
    return piece.readByteString();
  }

  private void release() {
    if (decompressor != null) {
      decompressor.close();
      decompressor = null;
    }
  }
}
