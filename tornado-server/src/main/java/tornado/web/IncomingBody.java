// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.util.concurrent.CompletableFuture;
import okio.ByteString;

/// A request's body on its way from the loop, which reads it, to the handler's coroutine.
///
/// **Thread**: `add`, `end` loop; `parse`, `pass` the handler's coroutine; `close` any.
interface IncomingBody {
  /// Takes a piece.
  ///
  /// @return done when the next may be read
  CompletableFuture<Void> add(ByteString chunk);

  /// Takes the end.
  ///
  /// @return done when the handler may run
  CompletableFuture<Void> end();

  /// Reads the form that it may be.
  ///
  /// @throws Exception if it is malformed or can't be kept
  void parse(RequestHandler handler) throws Exception;

  /// Passes pieces to a handler that takes them as they come, after it was prepared.
  ///
  /// @throws Exception what the handler throws
  void pass(RequestHandler handler) throws Exception;

  /// Lets go of what it holds: the request is over.
  void close();
}
