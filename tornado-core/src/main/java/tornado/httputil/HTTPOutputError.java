// SPDX-License-Identifier: Apache-2.0
package tornado.httputil;

import tornado.util.TornadoException;

/// A fault of the application's: what it wrote contradicts the framing it announced.
///
/// Tornado: `HTTPOutputError`.
///
/// **Thread**: any.
public final class HTTPOutputError extends TornadoException {
  private static final long serialVersionUID = 1L;

  /// Makes an error that says what contradicts what.
  public HTTPOutputError(String message) {
    super(message);
  }
}
