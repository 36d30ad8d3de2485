// SPDX-License-Identifier: Apache-2.0
package tornado.web;

/// Answers every request with an error status. Tornado: `web.ErrorHandler`.
///
/// **Thread**: the handler's coroutine.
public final class ErrorHandler extends RequestHandler {
  private final int statusCode;

  /// Makes a handler that answers with `statusCode`.
  public ErrorHandler(int statusCode) {
    this.statusCode = statusCode;
  }

  @Override
  protected void prepare() {
    throw new HTTPError(statusCode);
  }

  /// Checks nothing: nothing is done, and a wrong URL is a 404 with or without a token.
  @Override
  protected void checkXsrfCookie() {}
}
