// SPDX-License-Identifier: Apache-2.0
package tornado.benchmarks;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.WebServer;

/// Helidon SE: a virtual thread for each connection; it has no event loop to be limited to one.
public final class HelidonHello {
  private HelidonHello() {}

  /// Serves on the port given.
  public static void main(String[] args) {
    WebServer.builder()
        .host("127.0.0.1")
        .port(Integer.parseInt(args[0]))
        .routing(routing ->
            routing.get(
                "/",
                (_, response) -> {
                  response.header(HeaderNames.CONTENT_TYPE, "text/html; charset=UTF-8");
                  response.send("Hello, world");
                }))
        .build()
        .start();
    Control.start();
  }
}
