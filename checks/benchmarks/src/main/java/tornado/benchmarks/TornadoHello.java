// SPDX-License-Identifier: Apache-2.0
package tornado.benchmarks;

import tornado.httpserver.HTTPServerOptions;
import tornado.ioloop.IOLoop;
import tornado.web.Application;
import tornado.web.RequestHandler;

/// Ours, through Application and RequestHandler: fields, entity tag and all.
public final class TornadoHello {
  private TornadoHello() {}

  /// Answers.
  static final class MainHandler extends RequestHandler {
    @Override
    public void get() {
      write("Hello, world");
    }
  }

  /// Serves on the port given.
  public static void main(String[] args) {
    var app = Application.builder().route("/", MainHandler::new).build();
    app.listen(Integer.parseInt(args[0]), "127.0.0.1", HTTPServerOptions.DEFAULT);
    Control.start();
    IOLoop.current().start();
  }
}
