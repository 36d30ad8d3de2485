// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
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
import tornado.httputil.HTTPUtil;
import tornado.httputil.ParseBodyConfig;
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
/// | [Builder#compressResponse] | off | answers are compressed for clients that take it |
/// | [Builder#lenientJson] | off | handlers read JSON from bodies that aren't called so |
/// | [Builder#loginUrl] | none | where [Authenticated] redirects to |
/// | [Builder#xsrfCookies] | off | requests that change something need a token |
/// | [Builder#xsrfCookieVersion], [Builder#xsrfCookieName], [Builder#xsrfCookieOptions] | 2, `_xsrf`, path `/` | the cookie that keeps it |
/// | [Builder#csrf] | none | lets browsers say where a request comes from, before a token is asked for |
/// | [Builder#staticPath] | none | the folder of files that are served below `staticUrlPrefix`, and as `/favicon.ico` and `/robots.txt` |
/// | [Builder#staticUrlPrefix] | `/static/` | what the path of a static file's URL begins with |
/// | [Builder#staticHandler] | `StaticFileHandler::new` | makes the handlers of static files |
/// | [Builder#staticHashCache] | on, or off with [Builder#debug] | keeps the versions of static files until they change |
/// | [Builder#parseBodyConfig] | 100 parts, 10 KiB of fields each | limits of forms |
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
  private final boolean serveTraceback;
  private final boolean debug;
  private final boolean autoreload;
  private final List<RouteRow> routeTable = new ArrayList<>();
  private final boolean compressResponse;
  private final boolean lenientJson;
  private final List<Filter> filters;
  private final List<Function<HTTPServerRequest, OutputTransform>> transforms;
  private final Map<Setting<?>, Object> settings;
  private final SignedValue.@Nullable Keys cookieKeys;
  private final @Nullable String loginUrl;
  private final XSRF.Settings xsrf;
  private final StaticFileCache staticFiles;
  private final @Nullable StaticSite staticSite;
  private volatile @Nullable String defaultHost;

  private Application(Builder builder) {
    parseBodyConfig = builder.parseBodyConfig;
    serveTraceback = builder.serveTraceback == null ? builder.debug : builder.serveTraceback;
    debug = builder.debug;
    autoreload = builder.autoreload == null ? builder.debug : builder.autoreload;
    compressResponse = builder.compressResponse;
    lenientJson = builder.lenientJson;
    logFunction = builder.logFunction;
    defaultHost = builder.defaultHost;
    filters = List.copyOf(builder.filters);
    // Last, since others need to see what they change.
    transforms =
        compressResponse
            ? Stream.concat(builder.transforms.stream(), Stream.of(ResponseCompression.factory()))
                .toList()
            : List.copyOf(builder.transforms);
    settings = Map.copyOf(builder.settings);
    cookieKeys = builder.cookieKeys;
    loginUrl = builder.loginUrl;
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

  boolean debug() {
    return debug;
  }

  List<RouteRow> routeTable() {
    return routeTable;
  }

  boolean serveTraceback() {
    return serveTraceback;
  }

  boolean compressResponse() {
    return compressResponse;
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
  public static final class Builder {
    private final Routes routes = new Routes();
    private final List<HostGroup> hosts = new ArrayList<>();
    private final List<Filter> filters = new ArrayList<>();
    private final List<Function<HTTPServerRequest, OutputTransform>> transforms = new ArrayList<>();
    private final Map<Setting<?>, Object> settings = new HashMap<>();
    private Supplier<? extends RequestHandler> defaultHandler = () -> new ErrorHandler(404);
    private @Nullable Consumer<RequestHandler> logFunction;
    private @Nullable String defaultHost;
    private @Nullable Boolean serveTraceback;
    private boolean compressResponse;
    private boolean lenientJson;
    private boolean debug;
    private @Nullable Boolean autoreload;
    private SignedValue.@Nullable Keys cookieKeys;
    private @Nullable String loginUrl;
    private XSRF.Settings xsrf = XSRF.Settings.DEFAULT;
    private ParseBodyConfig parseBodyConfig = ParseBodyConfig.DEFAULT;
    private @Nullable Path staticPath;
    private String staticUrlPrefix = "/static/";
    private Function<Path, ? extends StaticFileHandler> staticHandler = StaticFileHandler::new;
    private @Nullable Boolean staticHashCache;

    private Builder() {}

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

    /// Adds what changes answers on their way out, behind what was added before: for each request `transform` makes one.
    public Builder transform(Function<HTTPServerRequest, OutputTransform> transform) {
      transforms.add(transform);
      return this;
    }

    /// Sets a setting of the application's own.
    public <T> Builder setting(Setting<T> key, T value) {
      settings.put(key, value);
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

    /// Sets whether this is development: turns on what helps then. Never where others can reach it: its error pages show source code.
    public Builder debug(boolean debug) {
      this.debug = debug;
      return this;
    }

    /// Sets whether [Application#listen] has the program restarted when its files change; see [Autoreload]. Servers that are made otherwise,
    /// as tests do, are left alone.
    public Builder autoreload(boolean autoreload) {
      this.autoreload = autoreload;
      return this;
    }

    /// Sets whether error pages show the stack trace. Never where others can see them.
    public Builder serveTraceback(boolean serveTraceback) {
      this.serveTraceback = serveTraceback;
      return this;
    }

    /// Sets what runs at the end of every request instead of the access log.
    public Builder logFunction(Consumer<RequestHandler> logFunction) {
      this.logFunction = logFunction;
      return this;
    }

    /// Sets what cookies are signed with.
    ///
    /// @param secret long and random; whoever knows it can be anybody to this application
    /// @throws IllegalArgumentException if it is empty
    public Builder cookieSecret(String secret) {
      cookieKeys = SignedValue.Keys.of(secret);
      return this;
    }

    /// Sets several secrets, one of which signs cookies while all are accepted: that is how a new one replaces an old one.
    ///
    /// @param secrets as in [#cookieSecret], by numbers of your choice
    /// @param keyVersion the number of the one that signs
    /// @throws IllegalArgumentException if one is empty, a number negative, or the one that signs is missing
    public Builder cookieSecrets(Map<Integer, String> secrets, int keyVersion) {
      cookieKeys = SignedValue.Keys.of(secrets, keyVersion);
      return this;
    }

    /// Sets whether answers of 1024 bytes and more are compressed for clients that take it, behind all transforms: text, JSON, XML,
    /// scripts and what else profits. By gzip, or by zstd where the program has the library zstd-jni and the client likes it as well.
    /// Their entity tags get `-gzip` or `-zstd` at the end.
    ///
    /// A page that shows both a secret and what somebody else put into the request gives the secret away by its compressed length, to who
    /// can watch the wire and make the page be fetched often (the BREACH attack). XSRF tokens are masked against it; other secrets
    /// belong on pages that reflect nothing, or that set Content-Encoding to `identity` and so are left alone.
    public Builder compressResponse(boolean compress) {
      this.compressResponse = compress;
      return this;
    }

    /// Sets whether [RequestHandler#readJson(Class)] takes a body whatever its Content-Type says, as some clients need. Then pages of
    /// other sites can send JSON in the name of whoever looks at them: check where requests come from.
    public Builder lenientJson(boolean lenient) {
      this.lenientJson = lenient;
      return this;
    }

    /// Sets where [Authenticated] redirects to: a path, or a URL. Unless it has a query it gets the argument `next`.
    public Builder loginUrl(String url) {
      this.loginUrl = url;
      return this;
    }

    /// Sets whether requests other than GET, HEAD and OPTIONS need the token of [RequestHandler#xsrfToken].
    public Builder xsrfCookies(boolean on) {
      xsrf = xsrf.withTokens(on);
      return this;
    }

    /// Sets the version of the tokens that are made; both are accepted.
    ///
    /// @throws IllegalArgumentException if it is neither 1 nor 2
    public Builder xsrfCookieVersion(int version) {
      if (version < 1 || version > 2) {
        throw new IllegalArgumentException("xsrfCookieVersion < 1 or > 2: " + version);
      }
      xsrf = xsrf.withVersion(version);
      return this;
    }

    /// Sets the name of the cookie that keeps the token. One with the prefix `__Host-` can't be set by other hosts of the domain; it
    /// needs to be secure. Forms have the token as `_xsrf` all the same.
    ///
    /// @throws IllegalArgumentException if a cookie can't be called that
    public Builder xsrfCookieName(String name) {
      if (!HTTPUtil.isCookieName(name)) {
        throw new IllegalArgumentException("xsrfCookieName is no cookie's name: " + name);
      }
      xsrf = xsrf.withCookieName(name);
      return this;
    }

    /// Sets the attributes of the cookie that keeps the token. It lasts for 30 days where there is a user, unless they say how long.
    public Builder xsrfCookieOptions(CookieOptions options) {
      xsrf = xsrf.withCookieOptions(options);
      return this;
    }

    /// Sets that requests which browsers say come from this site need no token, and those from others don't pass. Tornado has none.
    public Builder csrf(CSRFPolicy policy) {
      xsrf = xsrf.withPolicy(policy);
      return this;
    }

    /// Sets the limits of forms.
    public Builder parseBodyConfig(ParseBodyConfig config) {
      this.parseBodyConfig = config;
      return this;
    }

    /// Sets the folder of static files: they are served before all routes, see [StaticFileHandler].
    public Builder staticPath(Path folder) {
      this.staticPath = folder;
      return this;
    }

    /// Sets what the path of a static file's URL begins with, such as `/static/`.
    public Builder staticUrlPrefix(String prefix) {
      this.staticUrlPrefix = prefix;
      return this;
    }

    /// Sets what makes the handlers of static files; it gets their folder. Tornado: `static_handler_class`, `static_handler_args`.
    public Builder staticHandler(Function<Path, ? extends StaticFileHandler> handlers) {
      this.staticHandler = handlers;
      return this;
    }

    /// Sets whether the versions of static files are kept until the files change, or found out for every request.
    public Builder staticHashCache(boolean keeping) {
      this.staticHashCache = keeping;
      return this;
    }

    private @Nullable StaticSite staticSite() {
      return staticPath == null ? null : new StaticSite(staticPath, staticUrlPrefix, staticHandler);
    }

    /// Makes the application.
    ///
    /// @throws IllegalArgumentException if a route's pattern is no regular expression, its handler's parameters don't fit it, its
    ///     annotations are wrong, or two routes have one name
    /// @throws IllegalArgumentException if a route's pattern is no regular expression, or its handler's parameters don't fit it, or the
    ///     static path is no folder, or its prefix no path
    public Application build() {
      return new Application(this);
    }
  }
}
