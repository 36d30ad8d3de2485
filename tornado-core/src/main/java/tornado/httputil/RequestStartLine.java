// SPDX-License-Identifier: Apache-2.0
package tornado.httputil;

/// The first line of a request (RFC 9112 §3). Tornado: `RequestStartLine`.
///
/// **Thread**: any.
///
/// @param method a token such as `GET`; case counts
/// @param path the target as it was sent
/// @param version such as `HTTP/1.1`
public record RequestStartLine(String method, String path, String version) implements StartLine {}
