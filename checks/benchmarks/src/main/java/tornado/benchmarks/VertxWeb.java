// SPDX-License-Identifier: Apache-2.0
package tornado.benchmarks;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.security.GeneralSecurityException;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/// Vert.x-web, one event loop: what [TornadoWeb] answers, JSON in the way that needs no further library.
public final class VertxWeb {
  private static volatile String date = now();

  private final VertxSession session;

  private VertxWeb(VertxSession session) {
    this.session = session;
  }

  private static String now() {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC));
  }

  /// Serves on the port given, with the secret given.
  public static void main(String[] args) throws GeneralSecurityException {
    var web = new VertxWeb(new VertxSession(args[1]));
    var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    vertx.setPeriodic(1000, _ -> date = now());
    var router = Router.router(vertx);
    router.get("/json").handler(VertxWeb::json);
    router.get("/users/:user/stories/:story").handler(web::params);
    vertx
        .createHttpServer(new HttpServerOptions().setTcpNoDelay(true))
        .requestHandler(router)
        .listen(Integer.parseInt(args[0]), "127.0.0.1")
        .onSuccess(_ -> Control.start());
  }

  private static void json(RoutingContext context) {
    TornadoWeb.Story story = TornadoWeb.Story.sample();
    var json =
        new JsonObject()
            .put("id", story.id())
            .put("title", story.title())
            .put("author", story.author())
            .put("votes", story.votes())
            .put("open", story.open());
    end(context, "application/json; charset=UTF-8", json.encode());
  }

  private void params(RoutingContext context) {
    String user = context.pathParam("user");
    long story = Long.parseLong(context.pathParam("story"));
    MultiMap query = context.queryParams();
    int page = Integer.parseInt(query.get("page"));
    String body =
        String.join(
            " ",
            user,
            Long.toString(story),
            query.get("sort"),
            Integer.toString(page),
            query.get("tag"),
            session.value(context));
    end(context, "text/html; charset=UTF-8", body);
  }

  private static void end(RoutingContext context, String type, String body) {
    context
        .response()
        .putHeader("Server", "vert.x")
        .putHeader("Date", date)
        .putHeader("Content-Type", type)
        .end(body);
  }
}
