// SPDX-License-Identifier: Apache-2.0
package tornado.httputil;

/// The first line of a response (RFC 9112 §4). Tornado: `ResponseStartLine`.
///
/// **Thread**: any.
///
/// @param version such as `HTTP/1.1`
/// @param code the status code, three digits
/// @param reason the reason phrase; may be empty
public record ResponseStartLine(String version, int code, String reason) implements StartLine {
  /// Checks the code.
  public ResponseStartLine {
    if (code < 0 || code > 999) {
      throw new IllegalArgumentException("code < 0 or > 999: " + code);
    }
  }
}
