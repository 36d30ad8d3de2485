// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import org.jspecify.annotations.Nullable;
import tornado.util.TornadoException;

/// A read or write on a stream that is closed, or was closed before it could be done.
///
/// Tornado: `StreamClosedError`, an IOError there; here unchecked.
///
/// **Thread**: any.
public final class StreamClosedError extends TornadoException {
  private static final long serialVersionUID = 1L;

  /// Makes an error that carries what closed the stream.
  ///
  /// @param realError null if it was closed in the ordinary way
  public StreamClosedError(@Nullable Throwable realError) {
    super("stream is closed" + (realError == null ? "" : ": " + realError.getMessage()), realError);
  }

  /// Returns what closed the stream, or null if it was closed in the ordinary way.
  public @Nullable Throwable realError() {
    return getCause();
  }
}
