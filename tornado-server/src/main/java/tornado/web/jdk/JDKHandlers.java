// SPDX-License-Identifier: Apache-2.0
package tornado.web.jdk;

import com.sun.net.httpserver.HttpHandler;
import java.util.function.Supplier;
import tornado.web.RequestHandler;

/// Makes handlers of those written for `com.sun.net.httpserver`. They may block: they run beside the loop, many at a time.
///
/// ```java
/// Application.builder()
///     .route("/files/.*", JDKHandlers.of("/files/", SimpleFileServer.createFileHandler(root)))
/// ```
///
/// A request's body is read before its handler runs. A handler has to answer before it returns; one that doesn't, or throws, is a 500.
/// Filters and the access log are those of the application.
///
/// Tornado: `wsgi.WSGIContainer`.
///
/// **Thread**: any.
public final class JDKHandlers {
  private JDKHandlers() {}

  /// Returns what makes handlers that run `handler`, for a route.
  ///
  /// @param contextPath what the handler is told of where it is: the start of its paths
  public static Supplier<RequestHandler> of(String contextPath, HttpHandler handler) {
    var context = new JDKContext(contextPath, handler);
    return () -> new JDKHandler(context);
  }
}
