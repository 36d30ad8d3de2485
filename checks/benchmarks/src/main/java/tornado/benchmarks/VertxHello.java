// SPDX-License-Identifier: Apache-2.0
package tornado.benchmarks;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;

/// Vert.x-web, one event loop.
public final class VertxHello {
  private VertxHello() {}

  /// Serves on the port given.
  public static void main(String[] args) {
    var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    var router = Router.router(vertx);
    router
        .get("/")
        .handler(
            context ->
                context
                    .response()
                    .putHeader("Content-Type", "text/html; charset=UTF-8")
                    .end("Hello, world"));
    vertx
        .createHttpServer(new HttpServerOptions().setTcpNoDelay(true))
        .requestHandler(router)
        .listen(Integer.parseInt(args[0]), "127.0.0.1")
        .onSuccess(_ -> Control.start());
  }
}
