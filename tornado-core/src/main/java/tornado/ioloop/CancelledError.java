// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import org.jspecify.annotations.Nullable;
import tornado.util.TornadoException;

/// The end of a wait whose scope was cancelled: the client left, a deadline passed, or the task was cancelled.
///
/// Let it pass: the work has nobody left to work for. Clean up in `finally`.
///
/// **Thread**: any.
public final class CancelledError extends TornadoException {
  private static final long serialVersionUID = 1L;

  /// Makes an error that says why the scope was cancelled.
  public CancelledError(@Nullable String message) {
    super(message);
  }
}
