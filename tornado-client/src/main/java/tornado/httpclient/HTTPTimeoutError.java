// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

/// A fetch that took too long: the message names the timeout, and what was waited for. Tornado: `HTTPTimeoutError`.
public final class HTTPTimeoutError extends HTTPClientError {
  private static final long serialVersionUID = 1L;

  HTTPTimeoutError(String message) {
    super(message, null);
  }
}
