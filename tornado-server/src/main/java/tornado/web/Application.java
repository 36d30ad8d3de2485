// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import tornado.autoreload.Autoreload;
import tornado.escape.Escape;
import tornado.httpserver.HTTPServer;
import tornado.httpserver.HTTPServerOptions;
import tornado.httputil.HTTPConnection;
import tornado.httputil.HTTPMessageDelegate;
import tornado.httputil.HTTPServerConnection;
import tornado.httputil.HTTPServerRequest;
import tornado.httputil.ParseBodyConfig;
import tornado.locale.Locales;
import tornado.log.Log;
import tornado.routing.AnyMatches;
import tornado.routing.DefaultHostMatches;
import tornado.routing.HostMatches;
import tornado.routing.PathMatches;
import tornado.routing.ReversibleRouter;
import tornado.routing.Router;
import tornado.routing.Rule;
import tornado.routing.RuleRouter;
import tornado.routing.Target;
import tornado.template.Loader;

/// A web application: routes to handlers, and settings.
///
/// ```java
/// Application.builder()
///     .route("/", MainHandler::new)
///     .route("/story/([0-9]+)", StoryHandler::new).named("story")
///     .build()
///     .listen(8888);
/// ```
///
/// Routes are tried in order. Those of a host come before those of every host. What nothing matches is a 404.
///
/// | setting | default | meaning |
/// |---|---|---|
/// | [Builder#defaultHandler] | a 404 page | answers what no route matches |
/// | [Builder#defaultHost] | none | routes of hosts that match it are reached whatever the request's host is |
/// | [Builder#debug] | off | for development only: error pages show browsers the exception, the source around it, the request, and for a 404 the routes; turns on [Builder#serveTraceback] and [Builder#autoreload] unless they are set on their own |
/// | [Builder#autoreload] | off | [#listen] has the program restarted when its files change |
/// | [Builder#serveTraceback] | off | error pages show the stack trace |
/// | [Builder#logFunction] | one line in `tornado.access` | runs at the end of every request, unless its client left |
/// | [Builder#filter] | none | runs around every handler |
/// | [Builder#transform] | none | changes every answer on its way out |
/// | [Builder#setting] | none | what handlers of this application need |
/// | [Builder#cookieSecret], [Builder#cookieSecrets] | none | signs cookies |
/// | [Builder#compressResponse], [Builder#compression] | off | answers are compressed for clients that take it |
/// | [Builder#lenientJson] | off | handlers read JSON from bodies that aren't called so |
/// | [Builder#locales] | `en_US` without translations | what [RequestHandler#locale] chooses from |
/// | [Builder#loginUrl] | none | where [Authenticated] redirects to |
/// | [Builder#uiModule], [Builder#uiMethod] | `linkify`, `xsrf_form_html`, `Template` | what pages are made of |
/// | [Builder#templatePath], [Builder#templateLoader] | none | where templates are |
/// | [Builder#autoescape] | `html` | what is done to values that templates print |
/// | [Builder#templateWhitespace] | what fits the file's name | what is done to the white space of templates |
/// | [Builder#compiledTemplateCache] | on, or off with [Builder#debug] | reads the text of each template once |
/// | [Builder#strictTemplates] | on | names in templates that don't exist are errors |
/// | [Builder#xsrfCookies] | off | requests that change something need a token |
/// | [Builder#xsrfCookieVersion], [Builder#xsrfCookieName], [Builder#xsrfCookieOptions] | 2, `_xsrf`, path `/` | the cookie that keeps it |
/// | [Builder#csrf] | none | lets browsers say where a request comes from, before a token is asked for |
/// | [Builder#staticPath] | none | the folder of files that are served below `staticUrlPrefix`, and as `/favicon.ico` and `/robots.txt` |
/// | [Builder#staticUrlPrefix] | `/static/` | what the path of a static file's URL begins with |
/// | [Builder#staticHandler] | `StaticFileHandler::new` | makes the handlers of static files |
/// | [Builder#staticHashCache] | on, or off with [Builder#debug] | keeps the versions of static files until they change |
/// | [Builder#parseBodyConfig] | 10,000 arguments, 100 parts, 10 KiB of fields each, 1 MiB in memory | limits of forms |
/// | [Builder#uploadFolder] | the system's folder for temporary files | where files of forms too large for memory are kept while their request lasts |
///
/// Tornado: `web.Application`.
///
/// **Thread**: loop, once built; `url` and the settings any.
public final class Application extends Router implements ReversibleRouter {
  /// The value of the Server field.
  static final String SERVER = "TornadoServer/0.1";

  private final RuleRouter hosts = new RuleRouter(List.of());

  /// Those of hosts, those of every host, and one that matches always.
  private final RuleRouter rules;

  private final @Nullable Consumer<RequestHandler> logFunction;
  private final ParseBodyConfig parseBodyConfig;
  private final Path uploadFolder;
  private final boolean serveTraceback;
  private final boolean debug;
  private final boolean autoreload;
  private final List<RouteRow> routeTable = new ArrayList<>();
  private final @Nullable CompressionRules compression;
  private final boolean lenientJson;
  private final List<Filter> filters;
  private final List<Function<HTTPServerRequest, OutputTransform>> transforms;
  private final Map<Setting<?>, Object> settings;
  private final SignedValue.@Nullable Keys cookieKeys;
  private final @Nullable String loginUrl;
  private final Locales locales;
  private final UIParts uiParts;
  private final Templates templates;
  private final XSRF.Settings xsrf;
  private final StaticFileCache staticFiles;
  private final @Nullable StaticSite staticSite;
  private volatile @Nullable String defaultHost;

  private Application(Builder builder) {
    parseBodyConfig = builder.parseBodyConfig;
    uploadFolder = builder.uploadFolder;
    serveTraceback = builder.serveTraceback == null ? builder.debug : builder.serveTraceback;
    debug = builder.debug;
    autoreload = builder.autoreload == null ? builder.debug : builder.autoreload;
    compression = builder.compression == null ? null : new CompressionRules(builder.compression);
    lenientJson = builder.lenientJson;
    logFunction = builder.logFunction;
    defaultHost = builder.defaultHost;
    filters = List.copyOf(builder.filters);
    // Last, since others need to see what they change.
    transforms =
        compression == null
            ? List.copyOf(builder.transforms)
            : Stream.concat(
                    builder.transforms.stream(),
                    Stream.of(ResponseCompression.factory(compression)))
                .toList();
    settings = Map.copyOf(builder.settings);
    cookieKeys = builder.cookieKeys;
    loginUrl = builder.loginUrl;
    locales = builder.locales;
    uiParts = builder.uiParts;
    templates = new Templates(builder.templates, builder.debug, builder.uiParts);
    xsrf = builder.xsrf;
    rules = new RuleRouter(List.of(new Rule(new AnyMatches(), Target.router(hosts))));
    staticFiles =
        new StaticFileCache(
            builder.staticHashCache == null ? !builder.debug : builder.staticHashCache);
    staticSite = builder.staticSite();
    rules.addRules(
        rulesOf(
            "", staticSite == null ? builder.routes : staticSite.before(builder.routes), filters));
    var notFound = new HandlerRoute(this, new PathMatches(".*"), builder.defaultHandler, filters);
    rules.addRules(List.of(new Rule(new AnyMatches(), notFound)));
    builder.hosts.forEach(group -> addHandlers(group.pattern(), group.routes()));
  }

  /// Returns a builder without routes.
  public static Builder builder() {
    return new Builder();
  }

  /// Adds routes for requests to hosts that match a regular expression, before those of every host. Groups of hosts are tried in the
  /// order they were added. Before requests come.
  public void addHandlers(String hostPattern, Routes routes) {
    Target group = Target.rules(rulesOf(hostPattern, routes, filters));
    hosts.addRules(
        List.of(
            new Rule(new HostMatches(hostPattern), group),
            new Rule(new DefaultHostMatches(() -> defaultHost, hostPattern), group)));
  }

  /// Sets the host whose routes are reached whatever the request's host is; null for none.
  public void setDefaultHost(@Nullable String host) {
    defaultHost = host;
  }

  /// Starts an HTTP server on `port` of every address of this machine, on the current loop. When the process is asked to end it shuts
  /// down politely first; see [HTTPServer#endWithProcess].
  ///
  /// @throws tornado.netutil.BindFailedException if the port is taken or may not be bound
  public HTTPServer listen(int port) {
    return listen(port, null, HTTPServerOptions.DEFAULT);
  }

  /// Starts an HTTP server on `port` of `address`, on the current loop; as [#listen(int)].
  ///
  /// @param address a host name or IP address; null for every address of this machine
  /// @throws tornado.netutil.BindFailedException if the port is taken or may not be bound, or the host is unknown
  public HTTPServer listen(int port, @Nullable String address, HTTPServerOptions options) {
    var server = new HTTPServer(this, options);
    if (autoreload) {
      Autoreload.listen(server, port, address, options.shutdownGrace());
    } else {
      server.listen(port, address);
    }
    server.endWithProcess();
    return server;
  }

  @Override
  public HTTPMessageDelegate startRequest(
      HTTPServerConnection serverConnection, HTTPConnection requestConnection) {
    return rules.startRequest(serverConnection, requestConnection);
  }

  @Override
  public @Nullable HTTPMessageDelegate findHandler(HTTPServerRequest request) {
    return rules.findHandler(request);
  }

  @Override
  public @Nullable String reverseUrl(String name, Object... args) {
    return rules.reverseUrl(name, args);
  }

  /// Returns the path of a named route, its groups filled with `args`.
  ///
  /// @throws IllegalArgumentException if there is no such route, or the number of args is not that of its groups
  public String url(String name, Object... args) {
    String url = reverseUrl(name, args);
    if (url == null) {
      throw new IllegalArgumentException("no route is named " + name);
    }
    return url;
  }

  /// Writes a request's line to the access log, or calls the log function. Called at the end of every request, unless its client left
  /// before it was answered.
  public void logRequest(RequestHandler handler) {
    if (logFunction != null) {
      logFunction.accept(handler);
      return;
    }
    int status = handler.getStatus();
    Logger log = Log.access();
    boolean on =
        status < 400
            ? log.isInfoEnabled()
            : status < 500 ? log.isWarnEnabled() : log.isErrorEnabled();
    if (!on) {
      return;
    }
    double millis = handler.request().requestTime().toNanos() / 1e6;
    String line =
        String.format(Locale.ROOT, "%d %s %.2fms", status, handler.requestSummary(), millis);
    if (status < 400) {
      log.info(line);
    } else if (status < 500) {
      log.warn(line);
    } else {
      log.error(line);
    }
  }

  /// Returns a setting's value, or its default.
  ///
  /// @throws IllegalStateException if it has neither
  public <T> T setting(Setting<T> key) {
    T value = settingOrNull(key);
    if (value == null) {
      throw new IllegalStateException(
          "setting " + key + " is missing: give it to Application.builder().setting()");
    }
    return value;
  }

  /// Returns a setting's value, or its default, or null.
  @SuppressWarnings("unchecked") // the builder takes a value of the key's type only
  public <T> @Nullable T settingOrNull(Setting<T> key) {
    T value = (T) settings.get(key);
    return value == null ? key.defaultValue() : value;
  }

  /// Returns the locales that answers may be in.
  public Locales locales() {
    return locales;
  }

  /// Returns what finds templates for handlers that don't say otherwise, with the functions of handlers and the UI methods as filters: for
  /// [Loader#check] in a test, or for pages that no handler makes. That of a `templatePath` is made anew each time.
  ///
  /// @throws IllegalStateException if the application has none, or its `templatePath` is no folder
  public Loader templateLoader() {
    return templates.loader();
  }

  /// Tells whether it runs for its developers.
  public boolean debug() {
    return debug;
  }

  /// Returns what cookies are signed with.
  ///
  /// @throws IllegalStateException if there is nothing
  SignedValue.Keys cookieKeys() {
    if (cookieKeys == null) {
      throw new IllegalStateException(
          "setting cookieSecret is missing: give it to Application.builder().cookieSecret()");
    }
    return cookieKeys;
  }

  @Nullable String loginUrl() {
    return loginUrl;
  }

  String requiredLoginUrl() {
    if (loginUrl == null) {
      throw new IllegalStateException(
          "setting loginUrl is missing: give it to Application.builder().loginUrl()");
    }
    return loginUrl;
  }

  UIParts uiParts() {
    return uiParts;
  }

  Templates templates() {
    return templates;
  }

  XSRF.Settings xsrf() {
    return xsrf;
  }

  /// Returns what the path of a static file's URL begins with.
  ///
  /// @throws IllegalStateException if the application has no static files
  public String staticUrlPrefix() {
    return staticSite().prefix();
  }

  /// Returns the URL of a static file.
  String staticUrl(String path, boolean withoutVersion) {
    StaticSite site = staticSite();
    return withoutVersion
        ? site.prefix() + Escape.urlEscapePath(path)
        : site.newHandler().makeStaticUrl(this, path);
  }

  StaticFileCache staticFiles() {
    return staticFiles;
  }

  private StaticSite staticSite() {
    if (staticSite == null) {
      throw new IllegalStateException(
          "setting staticPath is missing: give it to Application.builder()");
    }
    return staticSite;
  }

  ParseBodyConfig parseBodyConfig() {
    return parseBodyConfig;
  }

  Path uploadFolder() {
    return uploadFolder;
  }

  List<RouteRow> routeTable() {
    return routeTable;
  }

  boolean serveTraceback() {
    return serveTraceback;
  }

  @Nullable CompressionRules compression() {
    return compression;
  }

  boolean lenientJson() {
    return lenientJson;
  }

  List<Function<HTTPServerRequest, OutputTransform>> transforms() {
    return transforms;
  }

  private List<Rule> rulesOf(String host, Routes routes, List<Filter> outer) {
    List<Filter> around = Stream.concat(outer.stream(), routes.filters().stream()).toList();
    List<Rule> made =
        routes.entries().stream().flatMap(entry -> rulesOf(host, entry, around)).toList();
    checkNames(made);
    return made;
  }

  private static void checkNames(List<Rule> rules) {
    var names = new HashSet<String>();
    for (Rule rule : rules) {
      String name = rule.name();
      if (name != null && !names.add(name)) {
        throw new IllegalArgumentException("two routes are named " + name);
      }
    }
  }

  private Stream<Rule> rulesOf(String host, Routes.Entry entry, List<Filter> around) {
    return switch (entry) {
      case Routes.Entry.ToHandler(var pattern, var supplier, var name) -> {
        var matcher = new PathMatches(pattern);
        var route = new HandlerRoute(this, matcher, supplier, around);
        routeTable.add(new RouteRow(host, pattern, route.toString(), name));
        yield Stream.of(new Rule(matcher, route, name));
      }
      case Routes.Entry.ToTarget(var pattern, var target, var name) -> {
        routeTable.add(new RouteRow(host, pattern, target.toString(), name));
        yield Stream.of(new Rule(new PathMatches(pattern), target, name));
      }
      case Routes.Entry.Group(var group) -> rulesOf(host, group, around).stream();
    };
  }

  private record HostGroup(String pattern, Routes routes) {}

  /// Routes and settings in the making; see [Application] for the table. **Thread**: owner.
  public static final class Builder extends ApplicationSettings<Builder> {
    private final Routes routes = new Routes();
    private final List<HostGroup> hosts = new ArrayList<>();
    private final List<Filter> filters = new ArrayList<>();
    private Supplier<? extends RequestHandler> defaultHandler = () -> new ErrorHandler(404);
    private @Nullable String defaultHost;

    private Builder() {}

    @Override
    Builder self() {
      return this;
    }

    /// Adds a route to handlers.
    ///
    /// @param pattern what the whole path has to match: a regular expression, in which `{name}` stands for one segment; see [PathMatches]
    /// @param handler makes a handler for each request, and one more when the application is built
    public Builder route(String pattern, Supplier<? extends RequestHandler> handler) {
      routes.route(pattern, handler);
      return this;
    }

    /// Adds a route to anything else: another router, a function.
    public Builder route(String pattern, Target target) {
      routes.route(pattern, target);
      return this;
    }

    /// Adds routes with filters of their own.
    public Builder routes(Routes group) {
      routes.routes(group);
      return this;
    }

    /// Names the route added last, for `reverseUrl`.
    ///
    /// @throws IllegalStateException if there is none
    public Builder named(String name) {
      routes.named(name);
      return this;
    }

    /// Adds routes for hosts that match a regular expression.
    public Builder host(String hostPattern, Routes hostRoutes) {
      hosts.add(new HostGroup(hostPattern, hostRoutes));
      return this;
    }

    /// Adds a filter around every handler, behind those added before.
    public Builder filter(Filter filter) {
      filters.add(filter);
      return this;
    }

    /// Sets what answers requests that no route matches.
    public Builder defaultHandler(Supplier<? extends RequestHandler> handler) {
      this.defaultHandler = handler;
      return this;
    }

    /// Sets the host whose routes are reached whatever the request's host is.
    public Builder defaultHost(String host) {
      this.defaultHost = host;
      return this;
    }

    /// Makes the application.
    ///
    /// @throws IllegalArgumentException if a route's pattern is no regular expression, its handler's parameters don't fit it, its
    ///     annotations are wrong, two routes have one name, the static path is no folder, or its prefix no path
    public Application build() {
      return new Application(this);
    }
  }
}
