// SPDX-License-Identifier: Apache-2.0
package tornado.netutil;

import org.jspecify.annotations.Nullable;
import tornado.util.TornadoException;

/// A port that can't be listened on. **Thread**: any.
public final class BindFailedException extends TornadoException {
  private static final long serialVersionUID = 1L;

  /// Makes an exception that names the address, and what the system said.
  public BindFailedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
