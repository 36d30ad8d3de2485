// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import org.jspecify.annotations.Nullable;
import tornado.util.TornadoException;

/// A fetch that did not succeed: the response has another status than 200 to 299, or there is none.
///
/// Tornado: `HTTPClientError`. There some failures without a response are raised as they are; here each is a cause of one of these.
public sealed class HTTPClientError extends TornadoException
    permits HTTPTimeoutError, HTTPStreamClosedError {
  private static final long serialVersionUID = 1L;

  /// The code of errors without a response.
  public static final int NO_RESPONSE = 599;

  private final int code;
  private final transient @Nullable HTTPResponse response;

  HTTPClientError(HTTPResponse response) {
    // Its cause is unknown, but for tests that run the server too: they may say it.
    super("HTTP " + response.code() + ": " + response.reason());
    this.code = response.code();
    this.response = response;
  }

  HTTPClientError(String message, @Nullable Throwable cause) {
    super("HTTP " + NO_RESPONSE + ": " + message, cause);
    this.code = NO_RESPONSE;
    this.response = null;
  }

  /// Returns the status of the response, or 599 if there is none.
  public final int code() {
    return code;
  }

  /// Returns the response, or null if there is none.
  public final @Nullable HTTPResponse response() {
    return response;
  }
}
