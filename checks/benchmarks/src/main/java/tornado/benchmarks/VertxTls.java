// SPDX-License-Identifier: Apache-2.0
package tornado.benchmarks;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.net.PfxOptions;

/// Vert.x-web over TLS with the JDK's provider, one event loop, no HTTP/2.
public final class VertxTls {
  private VertxTls() {}

  /// Serves on the port given, with the key of the file given.
  public static void main(String[] args) {
    var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    var options =
        new HttpServerOptions()
            .setTcpNoDelay(true)
            .setSsl(true)
            .setUseAlpn(false)
            .setSslEngineOptions(new JdkSSLEngineOptions())
            .setKeyCertOptions(new PfxOptions().setPath(args[1]).setPassword(args[2]));
    vertx
        .createHttpServer(options)
        .requestHandler(VertxHello.router(vertx))
        .listen(Integer.parseInt(args[0]), "127.0.0.1")
        .onSuccess(_ -> Control.start());
  }
}
