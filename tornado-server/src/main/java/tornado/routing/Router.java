// SPDX-License-Identifier: Apache-2.0
package tornado.routing;

import org.jspecify.annotations.Nullable;
import tornado.httputil.HTTPConnection;
import tornado.httputil.HTTPMessageDelegate;
import tornado.httputil.HTTPServerConnection;
import tornado.httputil.HTTPServerConnectionDelegate;
import tornado.httputil.HTTPServerRequest;

/// Finds the delegate that answers a request, once its head is there. It can be given to an HTTP server as it is. A request
/// that nobody answers gets an empty 404.
///
/// Tornado: `routing.Router`.
///
/// **Thread**: loop.
public abstract class Router implements HTTPServerConnectionDelegate {
  /// For subclasses.
  protected Router() {}

  /// Returns the delegate that answers `request`, or null if this router has none.
  ///
  /// @param request its head; the body is yet to come
  public abstract @Nullable HTTPMessageDelegate findHandler(HTTPServerRequest request);

  @Override
  public HTTPMessageDelegate startRequest(
      HTTPServerConnection serverConnection, HTTPConnection requestConnection) {
    return new RoutingDelegate(this, requestConnection);
  }
}
