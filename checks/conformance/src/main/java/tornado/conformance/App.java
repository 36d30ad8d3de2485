// SPDX-License-Identifier: Apache-2.0
package tornado.conformance;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import tornado.httpserver.HTTPServer;
import tornado.httpserver.HTTPServerOptions;
import tornado.ioloop.IOLoop;
import tornado.locale.Locales;
import tornado.template.Whitespace;
import tornado.web.Application;
import tornado.web.CookieOptions;
import tornado.web.ErrorHandler;
import tornado.web.FallbackHandler;
import tornado.web.RedirectHandler;
import tornado.web.Routes;
import tornado.web.StaticFileHandler;

/// The application as we serve it, on several ports; `python/app.py` says the same in Python.
///
/// **Thread**: main.
public final class App {
  static final String SECRET = "conformance secret";

  private final Path files;
  private final Locales locales;

  private App(Path files, Locales locales) {
    this.files = files;
    this.locales = locales;
  }

  /// Prints a line `name port` for each server, then `ready`, and serves until its input ends.
  ///
  /// @param args the folder of files, and one of gettext translations for a server that has those
  public static void main(String[] args) {
    Path files = Path.of(args[0]);
    Locales csv = Locales.builder().csv(files.resolve("locale")).build();
    new App(files, csv).listenAll();
    Locales gettext = Locales.builder().gettext(Path.of(args[1]), "tornado_test").build();
    App translated = new App(files, gettext);
    listen("gettext", translated.app(UnaryOperator.identity()), HTTPServerOptions.builder());
    System.out.println("ready");
    IOLoop.current().start();
  }

  private void listenAll() {
    Application main = app(UnaryOperator.identity());
    main.addHandlers("(www\\.)?example\\.com", place("/where", "example"));
    main.addHandlers(
        ".*\\.example\\.com",
        place("/where", "below example")
            .route("/only-there", () -> new Places.PlaceHandler("there")));
    main.addHandlers("default\\.example", place("/where", "default"));
    main.setDefaultHost("default.example");
    listen("main", main, options());
    listen("proxied", main, options().xheaders(true).trustedDownstream(Set.of("5.5.5.5")));
    listen("small", main, options().maxHeaderSize(1024).maxBodySize(64));
    listen("unpacking", main, options().decompressRequest(true).maxBodySize(4096));
    listen("once", main, options().noKeepAlive(true));
    listen("packing", app(app -> app.compressResponse(true)), options());
    listen("tokens", app(app -> app.xsrfCookies(true)), options());
    CookieOptions strict =
        CookieOptions.DEFAULT.withHttpOnly(true).withSameSite(CookieOptions.SameSite.STRICT);
    listen(
        "tokens-1",
        app(app -> app.xsrfCookies(true).xsrfCookieVersion(1).xsrfCookieOptions(strict)),
        options());
    CookieOptions secure = CookieOptions.DEFAULT.withSecure(true);
    listen(
        "renamed",
        app(app -> app.xsrfCookies(true).xsrfCookieName("__Host-xsrf").xsrfCookieOptions(secure)),
        options());
    listen("keys", app(app -> app.cookieSecrets(Map.of(0, "old secret", 1, SECRET), 1)), options());
    listen(
        "unescaped",
        app(app ->
            app.autoescape("none")
                .templateWhitespace(Whitespace.ONELINE)
                .staticUrlPrefix("/assets/")),
        options());
    listen(
        "own-404",
        app(app -> app.defaultHandler(() -> new Places.PlaceHandler("nowhere"))),
        options());
  }

  private static HTTPServerOptions.Builder options() {
    return HTTPServerOptions.builder();
  }

  private static Routes place(String path, String name) {
    return new Routes().route(path, () -> new Places.PlaceHandler(name));
  }

  private static void listen(String name, Application app, HTTPServerOptions.Builder options) {
    var server = new HTTPServer(app, options.build());
    server.listen(0, "127.0.0.1");
    System.out.println(name + " " + server.port());
  }

  private Application app(UnaryOperator<Application.Builder> settings) {
    Application.Builder usual =
        Application.builder()
            .cookieSecret(SECRET)
            .loginUrl("/login")
            .locales(locales)
            .staticPath(files.resolve("static"))
            .templatePath(files.resolve("templates"))
            .uiModule("Entry", Pages.EntryModule::new)
            .uiModule("Other", Pages.OtherModule::new)
            .uiMethod("shout", Pages::shout);
    return settings
        .apply(usual)
        .routes(requests())
        .routes(answers())
        .routes(places())
        .routes(moved())
        .routes(cookies())
        .routes(pages())
        .build();
  }

  private static Routes requests() {
    return place("/", "home")
        .named("home")
        .route("/probe", () -> new Places.PlaceHandler("probe"))
        .route("/echo.*", Requests.EchoHandler::new)
        .route("/fields", Requests.FieldsHandler::new)
        .route("/arguments", Requests.ArgumentsHandler::new)
        .route("/required", Requests.RequiredHandler::new)
        .route("/latin/(.*)", Requests.LatinHandler::new)
        .route("/upload", Requests.UploadHandler::new);
  }

  private static Routes answers() {
    return new Routes()
        .route("/status", Answers.StatusHandler::new)
        .route("/errors/(.*)", Answers.ErrorsHandler::new)
        .route("/own-error", Answers.OwnErrorHandler::new)
        .route("/field", Answers.FieldHandler::new)
        .route("/typed-field", Answers.TypedFieldHandler::new)
        .route("/default-fields", Answers.DefaultFieldsHandler::new)
        .route("/write/(.*)", Answers.WriteHandler::new)
        .route("/stream", Answers.StreamHandler::new)
        .route("/tag", Answers.TagHandler::new)
        .route("/get-only", Answers.GetOnlyHandler::new)
        .route("/some-verbs", Answers.SomeVerbsHandler::new)
        .route("/prepare", Answers.PrepareHandler::new)
        .route("/redirects", Answers.RedirectsHandler::new)
        .route("/large", Answers.LargeHandler::new);
  }

  private static Routes places() {
    return new Routes()
        .route("/groups/([^/]*)/([^/]*)", Places.GroupsHandler::new)
        .named("groups")
        .route("/optional(/x)?(/y)?", Places.GroupsHandler::new)
        .route("/named/(?<first>[^/]+)/(?<second>.*)", Places.GroupsHandler::new)
        .named("named")
        .route("/number/(\\d+)", Places.GroupsHandler::new)
        .named("number")
        .route("/literal\\.html", Places.GroupsHandler::new)
        .named("literal")
        .route("/complex/(?:a|b)/(\\d+)", Places.GroupsHandler::new)
        .named("complex")
        .route("/add-slash/?.*", Places.AddSlashHandler::new)
        .route("/remove-slash/?.*", Places.RemoveSlashHandler::new)
        .route("/user", () -> new Places.UserHandler("/login"))
        .route("/user-far", () -> new Places.UserHandler("https://login.example/in"))
        .route("/user-query", () -> new Places.UserHandler("/login?from=here"))
        .route("/reverse/(.*)", Places.ReverseHandler::new);
  }

  private static Routes moved() {
    return new Routes()
        .route("/fallback.*", () -> new FallbackHandler(Answers::fallback))
        .route("/gone", () -> new ErrorHandler(410))
        .route("/moved/plain", () -> new RedirectHandler("/to"))
        .route("/moved/query", () -> new RedirectHandler("/to?a=1"))
        .route("/moved/while", () -> new RedirectHandler("/to", 302))
        .route("/moved/first/(.*)", () -> new RedirectHandler("/to/{0}"))
        .route("/moved/two/(.*)/(.*)", () -> new RedirectHandler("/{1}/{0}"))
        .route("/moved/named/(?<a>.*)", () -> new RedirectHandler("/to/{a}"))
        .route("/moved/far", () -> new RedirectHandler("https://example.com/to"));
  }

  private static Routes cookies() {
    return new Routes()
        .route("/set-cookie", Cookies.SetCookieHandler::new)
        .route("/clear-cookie", Cookies.ClearCookieHandler::new)
        .route("/several-cookies", Cookies.SeveralCookiesHandler::new)
        .route("/get-cookie", Cookies.GetCookieHandler::new)
        .route("/sign", Cookies.SignHandler::new)
        .route("/unsign", Cookies.UnsignHandler::new)
        .route("/token", Cookies.TokenHandler::new);
  }

  private Routes pages() {
    Path folder = files.resolve("static");
    return new Routes()
        .route("/page/(.*)", Pages.PageHandler::new)
        .route("/static-url", Pages.StaticUrlHandler::new)
        .route("/locale", Pages.LocaleHandler::new)
        .route("/files/(.*)", () -> new StaticFileHandler(folder))
        .route("/folders/(.*)", () -> new StaticFileHandler(folder, "index.html"));
  }
}
