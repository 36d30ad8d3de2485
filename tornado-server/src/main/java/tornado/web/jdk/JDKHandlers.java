// SPDX-License-Identifier: Apache-2.0
package tornado.web.jdk;

import com.sun.net.httpserver.HttpHandler;
import java.util.function.Supplier;
import tornado.httputil.HTTPServerConnectionDelegate;
import tornado.ioloop.IOLoop;
import tornado.web.RequestHandler;

/// Makes handlers of those written for `com.sun.net.httpserver`, and the other way round.
///
/// Handlers of the JDK's in an application may block: they run beside the loop, many at a time.
///
/// ```java
/// Application.builder()
///     .route("/files/.*", JDKHandlers.of("/files/", SimpleFileServer.createFileHandler(root)))
/// ```
///
/// A request's body is read before its handler runs. A handler has to answer before it returns; one that doesn't, or throws, is a 500.
/// Filters and the access log are those of the application.
///
/// An application in the JDK's server:
///
/// ```java
/// HttpServer server = HttpServer.create(new InetSocketAddress(8000), 0);
/// server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
/// server.createContext("/", JDKHandlers.of(application, loop));
/// server.start();
/// loop.start();
/// ```
///
/// Tornado: `wsgi.WSGIContainer`.
///
/// **Thread**: any.
@SuppressWarnings("exports") // who uses this requires jdk.httpserver anyway: see module-info
public final class JDKHandlers {
  private JDKHandlers() {}

  /// Returns what makes handlers that run `handler`, for a route.
  ///
  /// @param contextPath what the handler is told of where it is: the start of its paths
  public static Supplier<RequestHandler> of(String contextPath, HttpHandler handler) {
    var context = new JDKContext(contextPath, handler);
    return () -> new JDKHandler(context);
  }

  /// Returns a handler that lets an application answer, or whatever else answers requests. Its coroutines run on `loop`, which has to run;
  /// without it requests are answered with 503. Routes match the whole path, that of the context included.
  ///
  /// The thread that the JDK's server gives a request reads and writes for it until it is answered, so the server needs an executor with a
  /// thread for each. While it waits for a piece of the body nothing is written, and that a client has left shows when something is.
  /// Bodies are up to 100 MiB unless a handler says otherwise; how long they take is limited by the system property
  /// `sun.net.httpserver.maxReqTime`. Reason phrases are the JDK's, clients' certificates are not passed on, and no other protocol can take
  /// the connection over.
  ///
  /// @param application such as an [tornado.web.Application]
  public static HttpHandler of(HTTPServerConnectionDelegate application, IOLoop loop) {
    return new ApplicationHandler(application, loop);
  }
}
