// SPDX-License-Identifier: Apache-2.0
package tornado.benchmarks;

import tornado.httpserver.HTTPServerOptions;
import tornado.ioloop.IOLoop;
import tornado.web.Application;
import tornado.web.RequestHandler;

/// Ours: a record as JSON, and a page of what the path, the query and a signed cookie say.
public final class TornadoWeb {
  private TornadoWeb() {}

  /// What is answered as JSON, by both.
  record Story(long id, String title, String author, int votes, boolean open) {
    static Story sample() {
      return new Story(7, "Wind", "Ada", 42, true);
    }
  }

  /// Answers JSON.
  static final class JsonHandler extends RequestHandler {
    @Override
    public void get() {
      writeJson(Story.sample());
    }
  }

  /// Answers with what it was asked.
  static final class ParamsHandler extends RequestHandler {
    public void get(String user, long story) {
      String sort = getQueryArgument("sort", "");
      int page = getArgument("page", Integer.class, 1);
      String tag = getQueryArgument("tag", "");
      String session = getSignedCookie("session");
      write(user + ' ' + story + ' ' + sort + ' ' + page + ' ' + tag + ' ' + session);
    }
  }

  /// Serves on the port given, with the secret given.
  public static void main(String[] args) {
    var app =
        Application.builder()
            .cookieSecret(args[1])
            .route("/json", JsonHandler::new)
            .route("/users/([^/]+)/stories/([0-9]+)", ParamsHandler::new)
            .build();
    app.listen(Integer.parseInt(args[0]), "127.0.0.1", HTTPServerOptions.DEFAULT);
    Control.start();
    IOLoop.current().start();
  }
}
