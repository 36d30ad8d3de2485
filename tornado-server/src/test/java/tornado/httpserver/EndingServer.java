// SPDX-License-Identifier: Apache-2.0
package tornado.httpserver;

import java.time.Duration;
import tornado.ioloop.Async;
import tornado.ioloop.IOLoop;
import tornado.web.Application;
import tornado.web.RequestHandler;

/// A server in a process of its own, which is asked to end while it answers. It prints its port, maybe behind lines of its log.
final class EndingServer {
  private EndingServer() {}

  /// Answers after a while.
  static final class SlowHandler extends RequestHandler {
    @Override
    public void get() {
      Async.await(Async.sleep(Duration.ofMillis(Long.parseLong(getArgument("millis", "2")))));
      write("answered");
    }
  }

  static void main() {
    var app = Application.builder().route("/", SlowHandler::new).build();
    System.out.println("port " + app.listen(0).port());
    IOLoop.current().start();
  }
}
