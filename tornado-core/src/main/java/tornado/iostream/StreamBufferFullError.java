// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import tornado.util.TornadoException;

/// A buffer that would grow over its limit.
///
/// **Thread**: any.
public final class StreamBufferFullError extends TornadoException {
  private static final long serialVersionUID = 1L;

  /// Makes an error that names the limit.
  public StreamBufferFullError(String message) {
    super(message);
  }
}
