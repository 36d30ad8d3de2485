// SPDX-License-Identifier: Apache-2.0
package tornado.autoreload;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// A run of the program, as its supervisor sees it. **Thread**: any.
sealed interface Generation permits Program, Child {
  /// Runs the hooks, since its successor is about to start.
  ///
  /// @return done when the successor may start; never fails
  CompletableFuture<@Nullable Void> release();

  /// Ends it politely, since its successor answers requests.
  ///
  /// @return done when it has ended
  CompletableFuture<@Nullable Void> retire();

  /// Returns the ports that listening to port 0 has given, in order: its successor gets the same.
  List<Integer> freePorts();

  /// Tells whether it has listened, so that its successor has to before it goes.
  boolean listens();
}
