package greeting;

import java.util.Map;
import tornado.template.Loader;
import tornado.web.Application;
import tornado.web.RequestHandler;

/// An application that greets.
public final class Greeting {
  private Greeting() {}

  /// Returns the application.
  public static Application app() {
    return Application.builder()
        .route("/pages", PageHandler::new)
        .route("/{name}", Handler::new)
        .templateLoader(Loader.of(Map.of("page.html", "Hello, {{ handler.getArgument('name') }}")))
        .build();
  }

  private static final class Handler extends RequestHandler {
    public void get(String name) {
      write("Hello, " + name);
    }
  }

  private static final class PageHandler extends RequestHandler {
    @Override
    public void get() {
      render("page.html");
    }
  }
}
