// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tornado.httputil.HTTPServerRequest;
import tornado.httputil.HTTPUtil;
import tornado.httputil.ParseBodyConfig;
import tornado.locale.Locales;
import tornado.template.Loader;
import tornado.template.Whitespace;

/// The settings of an application in the making: the half of [Application.Builder] that has no routes.
///
/// **Thread**: owner.
abstract class ApplicationSettings<B extends ApplicationSettings<B>> {
  final List<Function<HTTPServerRequest, OutputTransform>> transforms = new ArrayList<>();
  final Map<Setting<?>, Object> settings = new HashMap<>();
  @Nullable Consumer<RequestHandler> logFunction;
  @Nullable Boolean serveTraceback;
  @Nullable CompressionOptions compression;
  boolean lenientJson;
  boolean debug;
  @Nullable Boolean autoreload;
  SignedValue.@Nullable Keys cookieKeys;
  @Nullable String loginUrl;
  Locales locales = Locales.builder().build();
  UIParts uiParts = UIParts.DEFAULT;
  Templates.Settings templates = Templates.Settings.DEFAULT;
  XSRF.Settings xsrf = XSRF.Settings.DEFAULT;
  ParseBodyConfig parseBodyConfig = ParseBodyConfig.DEFAULT;
  Path uploadFolder = Path.of(System.getProperty("java.io.tmpdir"));
  @Nullable Path staticPath;
  String staticUrlPrefix = "/static/";
  Function<Path, ? extends StaticFileHandler> staticHandler = StaticFileHandler::new;
  @Nullable Boolean staticHashCache;

  /// Returns the builder.
  abstract B self();

  /// Adds what changes answers on their way out, behind what was added before: for each request `transform` makes one.
  public B transform(Function<HTTPServerRequest, OutputTransform> transform) {
    transforms.add(transform);
    return self();
  }

  /// Sets a setting of the application's own.
  public <T> B setting(Setting<T> key, T value) {
    settings.put(key, value);
    return self();
  }

  /// Sets whether this is development: turns on what helps then. Never where others can reach it: its error pages show source code.
  public B debug(boolean debug) {
    this.debug = debug;
    return self();
  }

  /// Sets whether [Application#listen] has the program restarted when its files change; see [tornado.autoreload.Autoreload]. Servers that
  /// are made otherwise, as tests do, are left alone.
  public B autoreload(boolean autoreload) {
    this.autoreload = autoreload;
    return self();
  }

  /// Sets whether error pages show the stack trace. Never where others can see them.
  public B serveTraceback(boolean serveTraceback) {
    this.serveTraceback = serveTraceback;
    return self();
  }

  /// Sets what runs at the end of every request instead of the access log.
  public B logFunction(Consumer<RequestHandler> logFunction) {
    this.logFunction = logFunction;
    return self();
  }

  /// Sets what cookies are signed with.
  ///
  /// @param secret long and random; whoever knows it can be anybody to this application
  /// @throws IllegalArgumentException if it is empty
  public B cookieSecret(String secret) {
    cookieKeys = SignedValue.Keys.of(secret);
    return self();
  }

  /// Sets several secrets, one of which signs cookies while all are accepted: that is how a new one replaces an old one.
  ///
  /// @param secrets as in [#cookieSecret], by numbers of your choice
  /// @param keyVersion the number of the one that signs
  /// @throws IllegalArgumentException if one is empty, a number negative, or the one that signs is missing
  public B cookieSecrets(Map<Integer, String> secrets, int keyVersion) {
    cookieKeys = SignedValue.Keys.of(secrets, keyVersion);
    return self();
  }

  /// Sets whether answers of 1024 bytes and more are compressed for clients that take it, behind all transforms: text, JSON, XML, scripts
  /// and what else profits. By gzip, or by zstd or br where the program has the library and the client likes it as well. Their entity
  /// tags get `-gzip`, `-zstd` or `-br` at the end. [#compression] is for other ways.
  ///
  /// A page that shows both a secret and what somebody else put into the request gives the secret away by its compressed length, to who
  /// can watch the wire and make the page be fetched often (the BREACH attack). XSRF tokens are masked against it; other secrets
  /// belong on pages that reflect nothing, or that set Content-Encoding to `identity` and so are left alone.
  public B compressResponse(boolean compress) {
    compression = compress ? CompressionOptions.DEFAULT : null;
    return self();
  }

  /// Sets which answers are compressed, and how; as [#compressResponse].
  public B compression(CompressionOptions options) {
    compression = options;
    return self();
  }

  /// Sets whether [RequestHandler#readJson(Class)] takes a body whatever its Content-Type says, as some clients need. Then pages of
  /// other sites can send JSON in the name of whoever looks at them: check where requests come from.
  public B lenientJson(boolean lenient) {
    this.lenientJson = lenient;
    return self();
  }

  /// Sets the folder of the templates that [RequestHandler#render] finds.
  public B templatePath(Path folder) {
    templates = templates.withPath(folder);
    return self();
  }

  /// Sets what finds templates, in place of the folder and of all that is said here of them: in debug mode too it reads changed texts again,
  /// and is strict, only if it was built so.
  public B templateLoader(Loader loader) {
    templates = templates.withLoader(loader);
    return self();
  }

  /// Sets what is done to values that templates print and that don't say else: `html`, `url`, `js`, `css`, `json` or `none`.
  public B autoescape(String name) {
    templates = templates.withAutoescape(name);
    return self();
  }

  /// Sets what is done to the white space of templates that don't say.
  public B templateWhitespace(Whitespace mode) {
    templates = templates.withWhitespace(mode);
    return self();
  }

  /// Sets whether the text of a template is read once only, and not looked at each time.
  public B compiledTemplateCache(boolean cache) {
    templates = templates.withCached(cache);
    return self();
  }

  /// Sets whether a name that a template uses and that doesn't exist is an error; it is nothing otherwise. In debug mode it is one always.
  public B strictTemplates(boolean strict) {
    templates = templates.withStrict(strict);
    return self();
  }

  /// Sets the locales of [RequestHandler#locale].
  public B locales(Locales locales) {
    this.locales = locales;
    return self();
  }

  /// Adds a module for pages, beside `linkify` and `xsrf_form_html`, which are there.
  ///
  /// @param name an identifier
  /// @param module makes one for each request that uses it
  /// @throws IllegalArgumentException if the name is none, or taken
  public B uiModule(String name, Supplier<? extends UIModule> module) {
    uiParts = uiParts.withModule(name, module);
    return self();
  }

  /// Adds a function for pages.
  ///
  /// @param name an identifier that begins with a small letter
  /// @throws IllegalArgumentException if the name is none, or taken
  public B uiMethod(String name, UIMethod method) {
    uiParts = uiParts.withMethod(name, method);
    return self();
  }

  /// Sets where [Authenticated] redirects to: a path, or a URL. Unless it has a query it gets the argument `next`.
  public B loginUrl(String url) {
    this.loginUrl = url;
    return self();
  }

  /// Sets whether requests other than GET, HEAD and OPTIONS need the token of [RequestHandler#xsrfToken].
  public B xsrfCookies(boolean on) {
    xsrf = xsrf.withTokens(on);
    return self();
  }

  /// Sets the version of the tokens that are made; both are accepted.
  ///
  /// @throws IllegalArgumentException if it is neither 1 nor 2
  public B xsrfCookieVersion(int version) {
    if (version < 1 || version > 2) {
      throw new IllegalArgumentException("xsrfCookieVersion < 1 or > 2: " + version);
    }
    xsrf = xsrf.withVersion(version);
    return self();
  }

  /// Sets the name of the cookie that keeps the token. One with the prefix `__Host-` can't be set by other hosts of the domain; it
  /// needs to be secure. Forms have the token as `_xsrf` all the same.
  ///
  /// @throws IllegalArgumentException if a cookie can't be called that
  public B xsrfCookieName(String name) {
    if (!HTTPUtil.isCookieName(name)) {
      throw new IllegalArgumentException("xsrfCookieName is no cookie's name: " + name);
    }
    xsrf = xsrf.withCookieName(name);
    return self();
  }

  /// Sets the attributes of the cookie that keeps the token. It lasts for 30 days where there is a user, unless they say how long.
  public B xsrfCookieOptions(CookieOptions options) {
    xsrf = xsrf.withCookieOptions(options);
    return self();
  }

  /// Sets that requests which browsers say come from this site need no token, and those from others don't pass. Tornado has none.
  public B csrf(CSRFPolicy policy) {
    xsrf = xsrf.withPolicy(policy);
    return self();
  }

  /// Sets the limits of forms.
  public B parseBodyConfig(ParseBodyConfig config) {
    this.parseBodyConfig = config;
    return self();
  }

  /// Sets where files of forms that are too large for memory are kept while their request lasts; see [ParseBodyConfig#maxMemory].
  ///
  /// @throws IllegalArgumentException if it is no folder
  public B uploadFolder(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException("uploadFolder is no folder: " + folder);
    }
    this.uploadFolder = folder;
    return self();
  }

  /// Sets the folder of static files: they are served before all routes, see [StaticFileHandler].
  public B staticPath(Path folder) {
    this.staticPath = folder;
    return self();
  }

  /// Sets what the path of a static file's URL begins with, such as `/static/`.
  public B staticUrlPrefix(String prefix) {
    this.staticUrlPrefix = prefix;
    return self();
  }

  /// Sets what makes the handlers of static files; it gets their folder. Tornado: `static_handler_class`, `static_handler_args`.
  public B staticHandler(Function<Path, ? extends StaticFileHandler> handlers) {
    this.staticHandler = handlers;
    return self();
  }

  /// Sets whether the versions of static files are kept until the files change, or found out for every request.
  public B staticHashCache(boolean keeping) {
    this.staticHashCache = keeping;
    return self();
  }

  @Nullable StaticSite staticSite() {
    return staticPath == null ? null : new StaticSite(staticPath, staticUrlPrefix, staticHandler);
  }
}
