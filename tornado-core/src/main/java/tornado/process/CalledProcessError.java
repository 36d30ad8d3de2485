// SPDX-License-Identifier: Apache-2.0
package tornado.process;

import java.util.List;
import tornado.util.TornadoException;

/// A child process that ended with another status than 0.
///
/// Tornado: `process.CalledProcessError`.
///
/// **Thread**: any.
public final class CalledProcessError extends TornadoException {
  private static final long serialVersionUID = 1L;

  private final int returnCode;

  /// @param command only its first word is shown: the others may hold secrets
  CalledProcessError(int returnCode, List<String> command) {
    super("command ended with status " + returnCode + ": " + command.getFirst());
    this.returnCode = returnCode;
  }

  /// Returns the status.
  public int returnCode() {
    return returnCode;
  }
}
