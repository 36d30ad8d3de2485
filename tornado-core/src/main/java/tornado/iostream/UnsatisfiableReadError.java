// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import tornado.util.TornadoException;

/// A read whose end was not found within its limit. It closes the stream and is its `error`.
///
/// **Thread**: any.
public final class UnsatisfiableReadError extends TornadoException {
  private static final long serialVersionUID = 1L;

  /// Makes an error that names the limit.
  public UnsatisfiableReadError(String message) {
    super(message);
  }
}
