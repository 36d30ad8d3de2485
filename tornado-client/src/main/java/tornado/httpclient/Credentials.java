// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import org.jspecify.annotations.Nullable;
import tornado.escape.Escape;

/// Who sends a request: what it says, or else its URL.
///
/// **Thread**: any.
record Credentials(String username, String password) {
  /// Returns those for a URL of the request's own origin; null for none.
  static @Nullable Credentials of(HTTPRequest request, ClientURL url) {
    String username = request.authUsername();
    if (username != null) {
      return new Credentials(username, request.authPassword());
    }
    // A relative redirect has none of its own.
    String userInfo = url.userInfo() == null ? request.parsedUrl().userInfo() : url.userInfo();
    if (userInfo == null) {
      return null;
    }
    int colon = userInfo.indexOf(':');
    return colon < 0
        ? new Credentials(Escape.urlUnescapePath(userInfo), "")
        : new Credentials(
            Escape.urlUnescapePath(userInfo.substring(0, colon)),
            Escape.urlUnescapePath(userInfo.substring(colon + 1)));
  }

  /// Returns nothing that is a secret.
  @Override
  public String toString() {
    return "Credentials(username=" + username + ")";
  }
}
