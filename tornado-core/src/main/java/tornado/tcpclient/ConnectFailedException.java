// SPDX-License-Identifier: Apache-2.0
package tornado.tcpclient;

import org.jspecify.annotations.Nullable;
import tornado.util.TornadoException;

/// A server that could not be reached at any of its addresses. The message lists each with what went wrong.
///
/// **Thread**: any.
public final class ConnectFailedException extends TornadoException {
  private static final long serialVersionUID = 1L;

  ConnectFailedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
