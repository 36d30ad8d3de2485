// SPDX-License-Identifier: Apache-2.0
package tornado.http1connection;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
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
  private final Executor loop;
  private final int chunkSize;
  private final LongSupplier maxBodySize;

  /// What was not decompressed yet: while the target is busy, and the beginning of a header or trailer.
  private final Buffer compressed = new Buffer();

  private @Nullable GzipDecompressor decompressor;
  private boolean empty;
  private long total;

  /// Makes a delegate for one exchange.
  ///
  /// @param loop where the target is called
  GzipMessageDelegate(
      HTTPMessageDelegate target, Executor loop, int chunkSize, LongSupplier maxBodySize) {
    this.target = target;
    this.loop = loop;
    this.chunkSize = chunkSize;
    this.maxBodySize = maxBodySize;
  }

  @Override
  public CompletableFuture<Void> headersReceived(StartLine startLine, HTTPHeaders headers) {
    // An interim response may have come before, and said what it liked.
    release();
    String coding = headers.get("Content-Encoding");
    if (coding != null && coding.equalsIgnoreCase("gzip")) {
      decompressor = new GzipDecompressor();
      empty = true;
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
    empty = false;
    compressed.write(chunk);
    return passOn(gzip);
  }

  @Override
  public void finish() {
    GzipDecompressor gzip = decompressor;
    if (gzip != null) {
      boolean whole = gzip.finished();
      release();
      // No body at all is harmless: that of a response to HEAD, or with code 304. One that breaks
      // off is not.
      if (!whole && !empty) {
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
  private CompletableFuture<Void> passOn(GzipDecompressor gzip) {
    while (gzip == decompressor) {
      ByteString piece = decompress(gzip);
      if (piece.size() == 0) {
        return READY;
      }
      CompletableFuture<Void> busy = target.dataReceived(piece);
      if (!busy.isDone() || busy.isCompletedExceptionally()) {
        return busy.thenComposeAsync(_ -> passOn(gzip), loop);
      }
    }
    return READY;
  }

  private ByteString decompress(GzipDecompressor gzip) {
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
    compressed.clear();
  }
}
