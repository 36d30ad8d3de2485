// SPDX-License-Identifier: Apache-2.0
package tornado.httputil;

/// The first line of a message (RFC 9112 §2.1).
///
/// **Thread**: any.
public sealed interface StartLine permits RequestStartLine, ResponseStartLine {
  /// Returns the version, such as `HTTP/1.1`.
  String version();
}
