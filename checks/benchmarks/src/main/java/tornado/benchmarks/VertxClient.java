// SPDX-License-Identifier: Apache-2.0
package tornado.benchmarks;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;

/// Vert.x WebClient, one event loop.
public final class VertxClient {
  private VertxClient() {}

  /// Asks the port given.
  public static void main(String[] args) {
    var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    var client =
        WebClient.create(
            vertx,
            new WebClientOptions(),
            new PoolOptions().setHttp1MaxSize(ClientRun.IN_FLIGHT).setEventLoopSize(1));
    Control.start(ClientRun::answers);
    for (int i = 0; i < ClientRun.IN_FLIGHT; i++) {
      ask(client, ClientRun.url(args));
    }
  }

  private static void ask(WebClient client, String url) {
    client
        .getAbs(url)
        .send()
        .onComplete(
            response -> {
              ClientRun.answered(response.statusCode(), response.bodyAsString());
              ask(client, url);
            },
            ClientRun::failed);
  }
}
