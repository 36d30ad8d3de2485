// SPDX-License-Identifier: Apache-2.0
package tornado.util;

import org.jspecify.annotations.Nullable;

/// The root of every exception this library declares. Unchecked: straight-line code needs no throws clauses.
///
/// **Thread**: any.
public class TornadoException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// Makes an exception that says what is wrong, which value, and what to do.
  public TornadoException(@Nullable String message) {
    super(message);
  }

  /// Makes an exception that carries the failure it stems from.
  public TornadoException(@Nullable String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
