// SPDX-License-Identifier: Apache-2.0
package tornado.httputil;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import okio.ByteString;

/// What hears of a message as it is read. The calls come in order: the head, any number of data, then one of the last two.
///
/// The futures are back-pressure: nothing more is read until they are done. Return [#READY] to go on at once. A future that
/// fails with [HTTPInputError] makes the message a malformed one; another failure closes the connection.
///
/// Tornado: `HTTPMessageDelegate`.
///
/// **Thread**: loop.
public interface HTTPMessageDelegate {
  /// A future that is done.
  CompletableFuture<Void> READY = CompletableFuture.completedFuture(null);

  /// Takes the head of the message. Interim responses (1xx) bring a head each.
  CompletableFuture<Void> headersReceived(StartLine startLine, HTTPHeaders headers);

  /// Takes what it wants of a piece of the body where it was read, which spares copies. What it leaves, by default everything, comes as
  /// [#dataReceived].
  ///
  /// @param chunk never empty, valid during the call; its position tells how much was taken
  default CompletableFuture<Void> dataOffered(ByteBuffer chunk) {
    return READY;
  }

  /// Takes a piece of the body, never empty.
  CompletableFuture<Void> dataReceived(ByteString chunk);

  /// Hears that the message is complete.
  void finish();

  /// Hears that the message will not be finished: the connection ended, or the message was malformed, or, on a server, the
  /// request was answered before its end. A server also says so behind [#finish], if the connection ends before the answer.
  void onConnectionClose();
}
