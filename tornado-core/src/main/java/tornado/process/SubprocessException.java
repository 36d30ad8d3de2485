// SPDX-License-Identifier: Apache-2.0
package tornado.process;

import org.jspecify.annotations.Nullable;
import tornado.util.TornadoException;

/// A child process that can't be started. **Thread**: any.
public final class SubprocessException extends TornadoException {
  private static final long serialVersionUID = 1L;

  SubprocessException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
