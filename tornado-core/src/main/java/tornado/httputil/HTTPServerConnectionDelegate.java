// SPDX-License-Identifier: Apache-2.0
package tornado.httputil;

/// What answers the requests of a connection.
///
/// Tornado: `HTTPServerConnectionDelegate`.
///
/// **Thread**: loop.
public interface HTTPServerConnectionDelegate {
  /// Returns what hears of the next request.
  ///
  /// @param serverConnection the connection, which stays for many requests
  /// @param requestConnection what answers this one request
  HTTPMessageDelegate startRequest(
      HTTPServerConnection serverConnection, HTTPConnection requestConnection);

  /// Hears that a connection has ended.
  default void onClose(HTTPServerConnection serverConnection) {}
}
