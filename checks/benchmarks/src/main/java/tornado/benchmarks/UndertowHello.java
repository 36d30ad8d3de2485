// SPDX-License-Identifier: Apache-2.0
package tornado.benchmarks;

import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.util.Headers;

/// Undertow, one I/O thread, routing by its RoutingHandler.
public final class UndertowHello {
  private UndertowHello() {}

  /// Serves on the port given.
  public static void main(String[] args) {
    var routes =
        Handlers.routing()
            .get(
                "/",
                exchange -> {
                  exchange
                      .getResponseHeaders()
                      .put(Headers.CONTENT_TYPE, "text/html; charset=UTF-8");
                  exchange.getResponseSender().send("Hello, world");
                });
    Undertow.builder()
        .addHttpListener(Integer.parseInt(args[0]), "127.0.0.1", routes)
        .setIoThreads(1)
        .build()
        .start();
    Control.start();
  }
}
