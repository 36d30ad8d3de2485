// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import tornado.util.TornadoException;

/// More bytes than the stream may hold: of input that no read took, or of output that the peer does not take.
///
/// **Thread**: any.
public final class StreamBufferFullError extends TornadoException {
  private static final long serialVersionUID = 1L;

  StreamBufferFullError(String message) {
    super(message);
  }
}
