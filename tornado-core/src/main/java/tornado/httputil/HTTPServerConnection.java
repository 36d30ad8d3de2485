// SPDX-License-Identifier: Apache-2.0
package tornado.httputil;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// A connection to a server, which carries one request after another.
///
/// **Thread**: loop.
public interface HTTPServerConnection {
  /// Closes the connection, whatever it is doing.
  ///
  /// @return done once its delegate has heard of the end
  CompletableFuture<@Nullable Void> close();

  /// Ends the connection politely: the request under way is answered, the answer says `Connection: close`, and no other is taken. A
  /// connection that waits for a request ends shortly, so that one which is on its way already still gets its answer.
  ///
  /// @return done once its delegate has heard of the end
  CompletableFuture<@Nullable Void> drain();

  /// Returns a future that is done when the connection no longer carries HTTP.
  CompletableFuture<@Nullable Void> ended();
}
