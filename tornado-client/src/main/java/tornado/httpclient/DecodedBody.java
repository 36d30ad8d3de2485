// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import tornado.httputil.HTTPHeaders;
import tornado.httputil.HTTPMessageDelegate;
import tornado.httputil.StartLine;
import tornado.ioloop.IOLoop;

/// Hands a response on to its hop with the codings of its body undone (RFC 9110 §8.4), piece by piece, each waited for. The field
/// `Content-Encoding` becomes `X-Consumed-Content-Encoding`; `Content-Length` stays as it came. A body with a coding that isn't known here
/// stays as it is.
///
/// **Thread**: loop.
final class DecodedBody implements HTTPMessageDelegate {
  private final Hop hop;
  private final IOLoop loop;
  private final long maxBodySize;
  private @Nullable DecoderChain chain;
  private boolean empty;

  DecodedBody(Hop hop, IOLoop loop, long maxBodySize) {
    this.hop = hop;
    this.loop = loop;
    this.maxBodySize = maxBodySize;
  }

  @Override
  public CompletableFuture<Void> headersReceived(StartLine startLine, HTTPHeaders headers) {
    // An interim response may have come before, and said what it liked.
    release();
    String field = headers.get("Content-Encoding");
    List<String> codings = field == null ? null : ContentCodings.parse(field);
    if (field == null || codings == null || codings.isEmpty()) {
      return hop.headersReceived(startLine, headers);
    }
    headers.add("X-Consumed-Content-Encoding", field);
    headers.remove("Content-Encoding");
    CompletableFuture<Void> ready = hop.headersReceived(startLine, headers);
    if (codings.size() > ContentCodings.MAX_COUNT) {
      fail(codings.size() + " codings on top of each other", null);
    } else {
      chain = new DecoderChain(codings, maxBodySize);
      empty = true;
    }
    return ready;
  }

  @Override
  public CompletableFuture<Void> dataReceived(ByteString chunk) {
    DecoderChain decoders = chain;
    if (decoders == null) {
      return hop.dataReceived(chunk);
    }
    empty = false;
    decoders.feed(chunk);
    return passOn(decoders);
  }

  @Override
  public void finish() {
    DecoderChain decoders = chain;
    if (decoders != null) {
      try {
        // No body at all is harmless: that of a response to HEAD, or with code 304.
        if (!empty) {
          decoders.end();
        }
      } catch (DecodeException e) {
        fail(String.valueOf(e.getMessage()), e);
        return;
      } finally {
        release();
      }
    }
    hop.finish();
  }

  @Override
  public void onConnectionClose() {
    release();
    hop.onConnectionClose();
  }

  /// Decodes for as long as the hop takes the pieces at once, and then when it is ready again.
  private CompletableFuture<Void> passOn(DecoderChain decoders) {
    while (decoders == chain) {
      ByteString piece;
      try {
        piece = decoders.next();
      } catch (DecodeException e) {
        fail(String.valueOf(e.getMessage()), e);
        return READY;
      }
      if (piece.size() == 0) {
        return READY;
      }
      CompletableFuture<Void> busy = hop.dataReceived(piece);
      if (!busy.isDone() || busy.isCompletedExceptionally()) {
        return busy.thenComposeAsync(_ -> passOn(decoders), loop::addCallback);
      }
    }
    return READY;
  }

  /// Ends the fetch, and with it the connection.
  private void fail(String what, @Nullable DecodeException why) {
    release();
    String message = "body of %s from %s is %s".formatted(hop.url(), hop.endpoint(), what);
    hop.failed(new HTTPClientError(message, why));
  }

  private void release() {
    if (chain != null) {
      chain.close();
      chain = null;
    }
  }
}
