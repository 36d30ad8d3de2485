// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import java.util.concurrent.CompletableFuture;
import okio.ByteString;

/// Makes the body of a request while it is sent. It runs as a coroutine on the loop, which the end of the fetch cancels.
///
/// ```java
/// HTTPRequest.builder(url).method("PUT").bodyProducer(writer -> {
///   for (Row row : rows) {
///     await(writer.write(row.toLine()));
///   }
/// })
/// ```
///
/// Tornado: `body_producer`.
///
/// **Thread**: owner.
@FunctionalInterface
public interface BodyProducer {
  /// Writes the body, and returns when it is complete.
  ///
  /// @throws Exception for whatever reason; the fetch fails with it
  void produce(Writer writer) throws Exception;

  /// Takes a body, piece by piece.
  interface Writer {
    /// Writes a piece of the body.
    ///
    /// @return done when the system has taken it: a producer that waits for that is as fast as the server reads. Fails if the
    ///     connection is gone, and then so does the fetch
    /// @throws HTTPClientError if there is more than the request's Content-Length
    CompletableFuture<Void> write(ByteString piece);

    /// Writes text as UTF-8; as [#write(ByteString)].
    default CompletableFuture<Void> write(String text) {
      return write(ByteString.encodeUtf8(text));
    }
  }
}
