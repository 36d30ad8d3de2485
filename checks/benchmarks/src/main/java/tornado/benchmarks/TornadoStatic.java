// SPDX-License-Identifier: Apache-2.0
package tornado.benchmarks;

import java.nio.file.Path;
import tornado.httpserver.HTTPServerOptions;
import tornado.ioloop.IOLoop;
import tornado.web.Application;

/// Ours: the files of a folder, by the application's `staticPath`.
public final class TornadoStatic {
  private TornadoStatic() {}

  /// Serves on the port given the files of the folder given.
  public static void main(String[] args) {
    var app = Application.builder().staticPath(Path.of(args[1])).build();
    app.listen(Integer.parseInt(args[0]), "127.0.0.1", HTTPServerOptions.DEFAULT);
    Control.start();
    IOLoop.current().start();
  }
}
