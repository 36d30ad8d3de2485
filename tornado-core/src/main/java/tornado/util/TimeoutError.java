// SPDX-License-Identifier: Apache-2.0
package tornado.util;

import org.jspecify.annotations.Nullable;

/// A wait that took longer than its limit.
///
/// Tornado: `tornado.util.TimeoutError`, also known as `gen.TimeoutError` and `ioloop.TimeoutError`.
///
/// **Thread**: any.
public final class TimeoutError extends TornadoException {
  private static final long serialVersionUID = 1L;

  /// Makes an error that names what was waited for and the limit.
  public TimeoutError(@Nullable String message) {
    super(message);
  }
}
