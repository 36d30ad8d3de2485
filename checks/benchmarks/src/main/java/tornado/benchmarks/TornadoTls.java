// SPDX-License-Identifier: Apache-2.0
package tornado.benchmarks;

import java.nio.file.Path;
import tornado.httpserver.HTTPServerOptions;
import tornado.ioloop.IOLoop;
import tornado.netutil.SSLOptions;
import tornado.web.Application;

/// Ours over TLS.
public final class TornadoTls {
  private TornadoTls() {}

  /// Serves on the port given, with the key of the file given.
  public static void main(String[] args) {
    SSLOptions ssl = SSLOptions.server().pkcs12(Path.of(args[1]), args[2]).build();
    var app = Application.builder().route("/", TornadoHello.MainHandler::new).build();
    app.listen(
        Integer.parseInt(args[0]), "127.0.0.1", HTTPServerOptions.builder().ssl(ssl).build());
    Control.start();
    IOLoop.current().start();
  }
}
