// SPDX-License-Identifier: Apache-2.0
package tornado.site;

import okio.ByteString;
import tornado.ioloop.IOLoop;
import tornado.netutil.BindFailedException;
import tornado.web.Application;

/// Serves the site.
///
/// | system property | default | meaning |
/// |---|---|---|
/// | `tornado.site.port` | 8888 | where it listens; 0 for a free port |
/// | `tornado.site.debug` | false | restarts the site when its classes or pages change, and shows errors in full |
/// | `tornado.site.endWithParent` | false | ends when the process that started it does, so that no server outlives its build |
///
/// **Thread**: main.
public final class Main {
  private static final int PORT = 8888;

  private Main() {}

  /// Starts the server, and ends with status 1 if the port can't be used.
  public static void main(String[] args) {
    if (Boolean.getBoolean("tornado.site.endWithParent")) {
      ProcessHandle.current()
          .parent()
          .ifPresent(parent -> parent.onExit().thenRun(() -> System.exit(0)));
    }
    int port = Integer.getInteger("tornado.site.port", PORT);
    try {
      port = application().listen(port).port();
    } catch (BindFailedException e) {
      System.err.println(e.getMessage() + "; choose another port with -Dport=N");
      System.exit(1);
    }
    System.out.println("Tornado for Java: http://localhost:" + port + "/ (Ctrl-C ends it)");
    IOLoop.current().start();
  }

  /// Returns the site as an application.
  static Application application() {
    ByteString style = Resources.read("style.css");
    var guide = new Guide();
    return Application.builder()
        .debug(Boolean.getBoolean("tornado.site.debug"))
        .templateLoader(Templates.loader())
        .locales(Languages.load())
        .route("/", StartHandler::new)
        .route("/style.css", () -> new StyleHandler(style))
        .route("/guide/([a-z-]+)", () -> new GuideHandler(guide))
        .route("/languages", LanguagesHandler::new)
        .route("/parts", PartsHandler::new)
        .route("/hello", HelloHandler::new)
        .route("/upload/(.*)", UploadHandler::new)
        .defaultHandler(NoPageHandler::new)
        .build();
  }
}
