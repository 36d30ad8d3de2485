// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import org.jspecify.annotations.Nullable;

/// A connection that ended before the response did. Tornado: `HTTPStreamClosedError`.
public final class HTTPStreamClosedError extends HTTPClientError {
  private static final long serialVersionUID = 1L;

  HTTPStreamClosedError(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
