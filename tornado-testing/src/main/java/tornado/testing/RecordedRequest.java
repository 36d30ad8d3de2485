// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import okio.ByteString;
import tornado.httputil.HTTPHeaders;

/// A request that a [StubUpstream] was sent.
///
/// **Thread**: any.
///
/// @param method such as `GET`
/// @param target path and query, as they were sent
/// @param headers the header fields
/// @param body the whole body, without its framing; may be empty
public record RecordedRequest(String method, String target, HTTPHeaders headers, ByteString body) {
  /// Returns the body as text in UTF-8.
  public String text() {
    return body.utf8();
  }

  /// Tells whether the request is for this.
  boolean isFor(String wantedMethod, String wantedTarget) {
    return method.equals(wantedMethod) && target.equals(wantedTarget);
  }

  @Override
  public String toString() {
    return method + " " + target;
  }
}
