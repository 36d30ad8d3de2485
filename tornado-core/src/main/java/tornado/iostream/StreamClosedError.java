// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import org.jspecify.annotations.Nullable;
import tornado.util.TornadoException;

/// A read, a write or a connect that can't be done because the stream is closed.
///
/// **Thread**: any.
public final class StreamClosedError extends TornadoException {
  private static final long serialVersionUID = 1L;

  /// Makes an error.
  ///
  /// @param realError why the stream closed, or null if one of its ends just closed it
  public StreamClosedError(@Nullable Throwable realError) {
    super("stream is closed", realError);
  }

  /// Returns why the stream closed, or null if one of its ends just closed it. Tornado: `real_error`.
  public @Nullable Throwable realError() {
    return getCause();
  }
}
