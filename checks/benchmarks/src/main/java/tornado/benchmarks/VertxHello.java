// SPDX-License-Identifier: Apache-2.0
package tornado.benchmarks;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/// Vert.x-web, one event loop. It sends `Server` and `Date` as all others here do, the date made once a second.
public final class VertxHello {
  private static volatile String date = now();

  private VertxHello() {}

  private static String now() {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC));
  }

  /// Serves on the port given.
  public static void main(String[] args) {
    var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    vertx
        .createHttpServer(new HttpServerOptions().setTcpNoDelay(true))
        .requestHandler(router(vertx))
        .listen(Integer.parseInt(args[0]), "127.0.0.1")
        .onSuccess(_ -> Control.start());
  }

  /// Returns what answers.
  static Router router(Vertx vertx) {
    vertx.setPeriodic(1000, _ -> date = now());
    var router = Router.router(vertx);
    router
        .get("/")
        .handler(context ->
            context
                .response()
                .putHeader("Server", "vert.x")
                .putHeader("Date", date)
                .putHeader("Content-Type", "text/html; charset=UTF-8")
                .end("Hello, world"));
    return router;
  }
}
