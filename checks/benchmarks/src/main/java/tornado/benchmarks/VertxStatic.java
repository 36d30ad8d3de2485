// SPDX-License-Identifier: Apache-2.0
package tornado.benchmarks;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.FileSystemAccess;
import io.vertx.ext.web.handler.StaticHandler;
import java.time.Duration;

/// Vert.x-web's StaticHandler, one event loop.
public final class VertxStatic {
  private VertxStatic() {}

  /// Serves on the port given the files of the folder given: with `tuned` behind these as somebody would who wants it fast, else with
  /// the defaults.
  public static void main(String[] args) {
    var files = StaticHandler.create(FileSystemAccess.ROOT, args[1]);
    var options = new VertxOptions().setEventLoopPoolSize(1);
    if (args.length > 2 && args[2].equals("tuned")) {
      // Files are files, never resources of a jar, which need not be looked for; and what is known
      // of one holds for an hour.
      options.setFileSystemOptions(
          new FileSystemOptions().setClassPathResolvingEnabled(false).setFileCachingEnabled(false));
      files.setCacheEntryTimeout(Duration.ofHours(1).toMillis());
    }
    var vertx = Vertx.vertx(options);
    var router = Router.router(vertx);
    router
        .get("/static/*")
        .handler(context -> {
          context.response().putHeader("Server", "vert.x");
          context.next();
        })
        .handler(files);
    vertx
        .createHttpServer(new HttpServerOptions().setTcpNoDelay(true))
        .requestHandler(router)
        .listen(Integer.parseInt(args[0]), "127.0.0.1")
        .onSuccess(_ -> Control.start());
  }
}
