// SPDX-License-Identifier: Apache-2.0
package tornado.benchmarks;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import tornado.httpserver.HTTPServer;
import tornado.ioloop.IOLoop;
import tornado.web.Application;
import tornado.web.RequestHandler;

/// Ours on several loops, with an answer that costs the server much more than the client: a hash of hashes. That way the client is not
/// what limits the rate.
public final class TornadoLoops {
  private static final int HASHES = 5000;

  private TornadoLoops() {}

  /// Answers `Hello, world` and a hash that took a while.
  private static final class HashHandler extends RequestHandler {
    @Override
    public void get() throws Exception {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] hash = "Hello, world".getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < HASHES; i++) {
        hash = digest.digest(hash);
      }
      write("Hello, world " + HexFormat.of().formatHex(hash));
    }
  }

  /// Serves on the port given, on as many loops as given.
  public static void main(String[] args) {
    var server = new HTTPServer(Application.builder().route("/", HashHandler::new).build());
    server.bind(Integer.parseInt(args[0]), "127.0.0.1");
    server.start(Integer.parseInt(args[1]));
    Control.start();
    IOLoop.current().start();
  }
}
