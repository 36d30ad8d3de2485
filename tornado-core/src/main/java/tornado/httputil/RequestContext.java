// SPDX-License-Identifier: Apache-2.0
package tornado.httputil;

/// Who is at the other end of a connection.
///
/// **Thread**: any.
///
/// @param remoteIp the peer's IP address as text; `0.0.0.0` if it has none
/// @param protocol `http` or `https`
/// @param address the peer's address as logs show it
public record RequestContext(String remoteIp, String protocol, String address) {}
