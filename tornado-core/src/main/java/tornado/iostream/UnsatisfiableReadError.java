// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import tornado.util.TornadoException;

/// A read whose end did not come within its limit. It is the `error()` of the stream, and the real error of the
/// [StreamClosedError] that the read fails with.
///
/// **Thread**: any.
public final class UnsatisfiableReadError extends TornadoException {
  private static final long serialVersionUID = 1L;

  UnsatisfiableReadError(String message) {
    super(message);
  }
}
