// SPDX-License-Identifier: Apache-2.0
package tornado.util;

/// Data that is not the gzip it should be. **Thread**: any.
public final class GzipException extends TornadoException {
  private static final long serialVersionUID = 1L;

  /// Makes an exception that says what is wrong with the data.
  public GzipException(String message) {
    super(message);
  }
}
