package greeting;

import tornado.web.Application;
import tornado.web.RequestHandler;

/// An application that greets.
public final class Greeting {
  private Greeting() {}

  /// Returns the application.
  public static Application app() {
    return Application.builder().route("/{name}", Handler::new).build();
  }

  private static final class Handler extends RequestHandler {
    public void get(String name) {
      write("Hello, " + name);
    }
  }
}
