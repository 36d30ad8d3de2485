// SPDX-License-Identifier: Apache-2.0
package tornado.web.jdk;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import tornado.httputil.HTTPServerConnectionDelegate;
import tornado.ioloop.IOLoop;
import tornado.log.Log;

/// Lets an application answer requests of the JDK's server. The thread that brings one reads and writes for it until it is answered.
///
/// **Thread**: any but the loop's.
final class ApplicationHandler implements HttpHandler {
  private final HTTPServerConnectionDelegate application;
  private final IOLoop loop;

  ApplicationHandler(HTTPServerConnectionDelegate application, IOLoop loop) {
    this.application = application;
    this.loop = loop;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    if (!loop.running()) {
      Log.application().error("the loop that the application was given to does not run");
      exchange.sendResponseHeaders(503, -1);
      return;
    }
    var steps = new ExchangeSteps(loop);
    var connection = new ExchangeConnection(exchange, loop, steps);
    var request = new ExchangeRequest(application, exchange, connection, steps, loop);
    request.start();
    try {
      steps.run();
    } finally {
      connection.end();
      request.close();
    }
  }
}
