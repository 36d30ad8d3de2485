// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import static tornado.ioloop.Async.await;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import okio.Buffer;
import okio.ByteString;
import okio.Source;
import org.jspecify.annotations.Nullable;
import tornado.httputil.HTTPHeaders;

/// A request's body that is not simply written behind the head: it is made while it is sent, or waited with.
///
/// **Thread**: any.
final class RequestBody {
  /// Its length isn't known before it ends.
  static final long UNKNOWN = -1;

  private static final int PIECE = 64 << 10;

  private final BodyProducer producer;
  private final long byteCount;
  private final boolean blocks;

  /// Whether it was sent, if that can be done but once.
  private final @Nullable AtomicBoolean sent;

  private RequestBody(BodyProducer producer, long byteCount, boolean blocks, boolean once) {
    this.producer = producer;
    this.byteCount = byteCount;
    this.blocks = blocks;
    this.sent = once ? new AtomicBoolean() : null;
  }

  /// Returns a request's body, if it isn't simply written with the head: it is made, or waits, or is large and may stall.
  ///
  /// @throws IllegalArgumentException if there are two
  static @Nullable RequestBody of(@Nullable RequestBody made, HTTPRequest request) {
    ByteString bytes = request.body();
    if (bytes == null) {
      return made;
    }
    if (made != null) {
      throw new IllegalArgumentException("body is set twice");
    }
    boolean mayStall = !request.stalledTimeout().isZero() && bytes.size() > BodySender.PIECE;
    return request.expect100Continue() || mayStall
        ? new RequestBody(writer -> await(writer.write(bytes)), bytes.size(), false, false)
        : null;
  }

  /// Returns a body that can be made once.
  static RequestBody of(BodyProducer producer) {
    return new RequestBody(producer, UNKNOWN, false, true);
  }

  /// Returns a body that has a new producer each time it is sent.
  static RequestBody of(Supplier<? extends BodyProducer> producers) {
    return new RequestBody(writer -> producers.get().produce(writer), UNKNOWN, false, false);
  }

  /// Returns a body that is read once.
  static RequestBody of(Source source, long byteCount) {
    return new RequestBody(writer -> copy(source, writer), byteCount, true, true);
  }

  /// Returns a body that has a new source each time it is sent.
  static RequestBody of(Supplier<? extends Source> sources, long byteCount) {
    return new RequestBody(writer -> copy(sources.get(), writer), byteCount, true, false);
  }

  /// Tells whether it can be sent now.
  boolean available() {
    return sent == null || !sent.get();
  }

  /// Takes it to be sent.
  ///
  /// @return false if that was done before, and can't be again
  boolean take() {
    return sent == null || !sent.getAndSet(true);
  }

  /// Returns the error of a request that needs what was taken.
  static HTTPClientError gone(Hop hop) {
    return new HTTPClientError(
        "body of %s was sent before and can't be again: set a supplier of it".formatted(hop), null);
  }

  BodyProducer producer() {
    return producer;
  }

  /// Tells whether making it may block a thread.
  boolean blocks() {
    return blocks;
  }

  /// Tells whether it can be sent again.
  boolean repeatable() {
    return sent == null;
  }

  /// Adds the field that says where it ends, unless the request's own say so.
  void addLength(HTTPHeaders headers) {
    if (byteCount != UNKNOWN) {
      headers.set("Content-Length", Long.toString(byteCount));
    } else if (!headers.contains("Content-Length")) {
      headers.setIfAbsent("Transfer-Encoding", "chunked");
    }
  }

  private static void copy(Source source, BodyProducer.Writer writer) throws IOException {
    try (source) {
      var piece = new Buffer();
      while (source.read(piece, PIECE) >= 0) {
        await(writer.write(piece.readByteString()));
      }
    }
  }
}
