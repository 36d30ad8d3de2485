// SPDX-License-Identifier: Apache-2.0
package tornado.benchmarks;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.pathmap.PathSpec;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.PathMappingsHandler;
import org.eclipse.jetty.util.Callback;

/// Jetty's own handlers, one acceptor and one selector.
public final class JettyHello {
  private JettyHello() {}

  /// Answers.
  private static final class Hello extends Handler.Abstract.NonBlocking {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/html; charset=UTF-8");
      Content.Sink.write(response, true, "Hello, world", callback);
      return true;
    }
  }

  /// Serves on the port given.
  public static void main(String[] args) throws Exception {
    serve(Integer.parseInt(args[0]), handler());
  }

  /// Serves what answers.
  static void serve(int port, Handler handler) throws Exception {
    var server = new Server();
    var connector = new ServerConnector(server, 1, 1);
    connector.setHost("127.0.0.1");
    connector.setPort(port);
    server.addConnector(connector);
    server.setHandler(handler);
    server.start();
    Control.start();
  }

  /// Returns what answers.
  static Handler handler() {
    var routes = new PathMappingsHandler();
    routes.addMapping(PathSpec.from("/"), new Hello());
    return routes;
  }
}
