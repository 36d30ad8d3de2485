// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import tornado.escape.Escape;
import tornado.httputil.HTTPServerRequest;
import tornado.ioloop.Async;
import tornado.locale.Locale;
import tornado.log.Log;
import tornado.template.Loader;

/// Answers requests: a subclass has a method for each verb it knows. One handler is made for each request.
///
/// ```java
/// class StoryHandler extends RequestHandler {
///   public void get(long id) {
///     write("story " + id);
///   }
/// }
/// ```
///
/// A request runs in one coroutine, straight down: `prepare`, for handlers that stream `dataReceived` for each piece of the body, the
/// verb's method, `onFinish`. They may wait, with `await`, for anything; meanwhile other requests run. What is thrown becomes an error
/// page: [HTTPError] with its status, everything else with 500.
///
/// Only `onConnectionClose`, and what parts of a page call that `{% defer %}` holds, may run while another call waits. Where coroutines don't run
/// on the loop they may even run at the same time: what they share with the others has to be thread-safe.
///
/// A verb's method may take the groups of the route's pattern as parameters: text, numbers, booleans, UUIDs, enums.
///
/// Tornado: `web.RequestHandler`.
///
/// **Thread**: the handler's coroutine.
public abstract non-sealed class RequestHandler extends RequestOutput {
  private @Nullable Object currentUser;
  private boolean userKnown;
  private @Nullable Locale locale;
  private @Nullable Pages pages;
  private @Nullable XSRF xsrf;

  /// Mostly none.
  private Map<RequestKey<?>, Object> attributes = Map.of();

  /// For subclasses. The request is not there yet.
  protected RequestHandler() {}

  // ---- Entry points ----

  /// Answers GET, and HEAD if that has no method of its own. Not overridden it is a 405, as are the other verbs.
  ///
  /// @throws Exception becomes an error page
  public void get() throws Exception {
    throw new HTTPError(405);
  }

  /// Answers HEAD. Not overridden `get` does, whose body is not sent. Tornado has a 405 then.
  ///
  /// @throws Exception becomes an error page
  public void head() throws Exception {
    throw new HTTPError(405);
  }

  /// Answers POST.
  ///
  /// @throws Exception becomes an error page
  public void post() throws Exception {
    throw new HTTPError(405);
  }

  /// Answers DELETE.
  ///
  /// @throws Exception becomes an error page
  public void delete() throws Exception {
    throw new HTTPError(405);
  }

  /// Answers PATCH.
  ///
  /// @throws Exception becomes an error page
  public void patch() throws Exception {
    throw new HTTPError(405);
  }

  /// Answers PUT.
  ///
  /// @throws Exception becomes an error page
  public void put() throws Exception {
    throw new HTTPError(405);
  }

  /// Answers OPTIONS.
  ///
  /// @throws Exception becomes an error page
  public void options() throws Exception {
    throw new HTTPError(405);
  }

  /// Runs before the verb's method. If it finishes the answer, that method is skipped.
  ///
  /// @throws Exception becomes an error page
  protected void prepare() throws Exception {}

  /// Takes a piece of the body, in handlers that are [StreamRequestBody]; override it. The next is read when it returns.
  ///
  /// @throws Exception becomes an error page
  protected void dataReceived(ByteString chunk) throws Exception {
    throw new IllegalStateException("dataReceived is not overridden: " + getClass().getName());
  }

  /// Runs if the client leaves before it is answered, and maybe beside the handler's other methods. Their waits end with
  /// `CancelledError` at the same time.
  protected void onConnectionClose() {}

  /// Returns a setting of the application.
  ///
  /// @throws IllegalStateException if it has neither a value nor a default
  public final <T> T setting(Setting<T> key) {
    return application().setting(key);
  }

  /// Keeps something that others who see this request, such as its filters, may want to know.
  public final <T> void setAttribute(RequestKey<T> key, T value) {
    if (attributes.isEmpty()) {
      attributes = new HashMap<>();
    }
    attributes.put(key, value);
  }

  /// Returns what was kept under a key, or null.
  @SuppressWarnings("unchecked") // setAttribute takes a value of the key's type only
  public final <T> @Nullable T attribute(RequestKey<T> key) {
    return (T) attributes.get(key);
  }

  // ---- Users ----

  /// Returns who sent the request, or null: what [#getCurrentUser] has found, which is asked once.
  public final @Nullable Object currentUser() {
    if (!userKnown) {
      setCurrentUser(getCurrentUser());
    }
    return currentUser;
  }

  /// Sets who sent the request, such as in `prepare`, which may wait for it.
  public final void setCurrentUser(@Nullable Object user) {
    currentUser = user;
    userKnown = true;
  }

  /// Finds out who sent the request, such as by a signed cookie; override it. By default nobody.
  protected @Nullable Object getCurrentUser() {
    return null;
  }

  /// Returns where [Authenticated] redirects to: the application's `loginUrl` unless overridden.
  ///
  /// @throws IllegalStateException if the application has none
  protected String getLoginUrl() {
    return application().requiredLoginUrl();
  }

  // ---- Locales ----

  /// Returns the locale of the answer: what [#getUserLocale] says, else the browser's; asked once.
  public final Locale locale() {
    if (locale == null) {
      Locale chosen = getUserLocale();
      locale = chosen == null ? getBrowserLocale() : chosen;
    }
    return locale;
  }

  /// Sets the locale of the answer.
  public final void setLocale(Locale locale) {
    this.locale = locale;
  }

  /// Finds out which locale the user has chosen, such as by their settings; override it. By default null: the browser says.
  protected @Nullable Locale getUserLocale() {
    return null;
  }

  /// Returns the application's locale that the browser likes best, by Accept-Language (RFC 9110 §12.5.4), or its default.
  protected Locale getBrowserLocale() {
    return application().locales().forAcceptLanguage(request().headers().get("Accept-Language"));
  }

  // ---- Pages ----

  /// Returns what the application's pages are made of, for this request.
  public final UI ui() {
    return pages().ui();
  }

  Pages pages() {
    if (pages == null) {
      pages = new Pages(this);
    }
    return pages;
  }

  /// Returns this answer's nonce for a Content Security Policy, made at the first call: 128 random bits in Base64. Whoever sends the policy
  /// asks for it, and from then on the scripts and styles that pages get from here have it, as templates have `cspNonce()`:
  ///
  /// ```java
  /// setHeader("Content-Security-Policy", "script-src 'nonce-%s'".formatted(cspNonce()));
  /// ```
  ///
  /// Source: [Content Security Policy Level 3](https://www.w3.org/TR/CSP3/#security-nonces).
  public final String cspNonce() {
    return pages().nonce();
  }

  /// Ends the answer with a page that has no values of its own; see [#render(String, Map)].
  public final CompletableFuture<Void> render(String template) {
    return render(template, Map.of());
  }

  /// Ends the answer with a page: a template, filled with values, and with the styles and scripts of the modules that it has. It is made
  /// whole before anything of it is sent.
  ///
  /// Besides the values templates see `handler`, `request`, `currentUser`, `locale`, `modules`, the functions `_` (or `translate`), `pgettext`,
  /// `staticUrl`, `reverseUrl`, `xsrfFormHtml`, `cspNonce`, the application's UI methods, and what [#getTemplateNamespace] adds.
  ///
  /// @return done when the system has the page
  /// @throws tornado.template.TemplateError if it can't be rendered
  /// @throws IllegalStateException if the answer has ended, or there are no templates
  public final CompletableFuture<Void> render(String template, Map<String, ?> values) {
    pages().requireUnfinished();
    return finish(PageResources.insert(this, renderString(template, values)));
  }

  /// Ends the answer with a page that is sent while it is made: at each `{% flush %}` what comes before it goes to the client, and the template
  /// waits until the system has taken that. What fails before the first is an error page; what fails later ends the connection, so that no
  /// client takes the half for the whole.
  ///
  /// A part within `{% defer %}` that isn't ready when its place is sent comes later, in the order in which parts are ready, with a script that
  /// puts it there; see [#streamsOutOfOrder]. If the application has `xsrfCookies`, the cookie goes with the head, for forms that come late.
  ///
  /// Styles of modules that first appear when the head was sent stand before the late part they belong to, or at the end of the body.
  ///
  /// @return done when the system has the page
  /// @throws tornado.template.TemplateError if it can't be rendered
  /// @throws IllegalStateException if the answer has ended, or there are no templates
  public final CompletableFuture<Void> renderStream(String template, Map<String, ?> values) {
    pages().requireUnfinished();
    return finish(pages().streamed(template, values).end());
  }

  /// Tells whether late parts of a streamed page may be put into their places by a script. If not, the page waits for each at its place.
  ///
  /// By default they may if the request is a GET. The page then asks browsers that run no scripts to get it again with the argument
  /// `_in_order`, and for such a request they may not, whatever
  /// this says. Override it for clients that neither run scripts nor ask again.
  protected boolean streamsOutOfOrder() {
    return request().method().equals("GET");
  }

  /// Returns a template filled with values, as [#render(String, Map)], but sends nothing. Tornado's returns bytes.
  ///
  /// @throws tornado.template.TemplateError if it can't be rendered
  public final String renderString(String template, Map<String, ?> values) {
    return pages().rendered(template, values);
  }

  /// Returns what templates of this handler see besides what all do. Override it to add values. Called for each page, and for each part of one
  /// that [#renderString] makes.
  protected Map<String, ?> getTemplateNamespace() {
    return Map.of();
  }

  /// Returns the folder of this handler's templates, or null for none. Override it for another than the application's.
  protected @Nullable Path getTemplatePath() {
    return application().templates().path();
  }

  /// Makes what finds templates in a folder, once for each. Override it for one that isn't made by the application's settings.
  protected Loader createTemplateLoader(Path folder) {
    return application().templates().newLoader(folder);
  }

  /// Returns what loads scripts, once each; override it for other tags. Tornado: `render_linked_js`.
  protected String renderLinkedJs(List<String> files) {
    return PageResources.link(
        this, files, "<script src=\"%s\" type=\"text/javascript\"%s></script>");
  }

  /// Returns the element of embedded scripts; override it for another.
  protected String renderEmbedJs(List<String> scripts) {
    return "<script type=\"text/javascript\"%s>\n//<![CDATA[\n".formatted(pages().nonceAttribute())
        + String.join("\n", scripts)
        + "\n//]]>\n</script>";
  }

  /// Returns what loads style sheets, once each; override it for other tags. Tornado: `render_linked_css`.
  protected String renderLinkedCss(List<String> files) {
    return PageResources.link(
        this, files, "<link href=\"%s\" type=\"text/css\" rel=\"stylesheet\"%s/>");
  }

  /// Returns the element of embedded styles; override it for another.
  protected String renderEmbedCss(List<String> styles) {
    return "<style type=\"text/css\"%s>\n".formatted(pages().nonceAttribute())
        + String.join("\n", styles)
        + "\n</style>";
  }

  /// Returns the path of a named route, its groups filled with `args`.
  ///
  /// @throws IllegalArgumentException if there is no such route, or the number of args is not that of its groups
  public final String reverseUrl(String name, Object... args) {
    return application().url(name, args);
  }

  // ---- Cross-site request forgery ----

  /// Returns the token that this answer's forms have to repeat as `_xsrf`, and scripts in the field `X-Xsrftoken` or `X-Csrftoken`. Sets
  /// the cookie that it is compared with, unless the request had it.
  ///
  /// @throws IllegalStateException if the cookie is to be set but the head was sent
  public final String xsrfToken() {
    return xsrf().token();
  }

  /// Returns a hidden input with the token, for forms that are posted to this application.
  public final String xsrfFormHtml() {
    return xsrf().formHtml();
  }

  /// Checks that a request which may change something was not caused by another site. It runs before `prepare` if the application has
  /// `xsrfCookies` or `csrf`; override it with nothing where requests prove themselves in another way, such as by a signature.
  ///
  /// @throws HTTPError 403 if the token is missing or wrong, or the browser says that another site caused it
  protected void checkXsrfCookie() {
    xsrf().check();
  }

  XSRF xsrf() {
    if (xsrf == null) {
      xsrf = new XSRF(this, application().xsrf(), loop());
    }
    return xsrf;
  }

  /// Returns the URL of a file below the application's `staticPath`, with its version, so that browsers may keep it.
  ///
  /// @throws IllegalStateException if the application has no `staticPath`
  public final String staticUrl(String path, StaticURLOption... options) {
    List<StaticURLOption> chosen = List.of(options);
    String url = application().staticUrl(path, chosen.contains(StaticURLOption.WITHOUT_VERSION));
    boolean full = chosen.contains(StaticURLOption.WITH_HOST);
    return full ? request().protocol() + "://" + request().host() + url : url;
  }

  // ---- Errors ----

  /// Answers with an error page, as if [HTTPError] had been thrown.
  public final void sendError(int statusCode) {
    sendError(statusCode, null, null);
  }

  /// Answers with an error page.
  ///
  /// @param reason the reason phrase, or null for the usual one
  /// @param cause what went wrong, or null
  public final void sendError(int statusCode, @Nullable String reason, @Nullable Throwable cause) {
    if (response().headersSent()) {
      Log.general().error("Cannot send error response after headers written");
      if (!finished()) {
        // Not ended properly on purpose: the client must see that the answer is not whole.
        response().setFinished(true);
        request().markEnd();
        request().connection().abort();
        logRequest();
        end();
      }
      return;
    }
    clear();
    setStatus(statusCode, reason == null ? StatusReason.of(statusCode) : reason);
    if (statusCode == 405) {
      setHeader("Allow", route().allow());
    }
    try {
      if (statusCode != 304) {
        writeError(statusCode, cause);
      }
    } catch (Throwable e) {
      Log.application().error("Uncaught exception in write_error", e);
      response().dropBody();
      showFailedErrorPage(statusCode, cause, e);
    }
    if (!finished()) {
      finish();
    }
  }

  private void showFailedErrorPage(int statusCode, @Nullable Throwable cause, Throwable failure) {
    if (isDebuggedByBrowser() && !response().headersSent()) {
      setHeader("Content-Type", "text/html; charset=UTF-8");
      write(DebugPage.ofFailedPage(this, statusCode, response().reason(), cause, failure));
    }
  }

  private boolean isDebuggedByBrowser() {
    return application().debug() && DebugPage.fits(request());
  }

  /// Writes an error page; override it for one of your own. By default one line of HTML, or problem details in JSON (RFC 9457) for
  /// clients that like JSON better, or the stack trace where the application says so, or in debug mode, for browsers, a page with all
  /// there is to know.
  ///
  /// @param cause what went wrong, or null
  /// @throws Exception is logged, and the page stays empty, but for browsers in debug mode
  protected void writeError(int statusCode, @Nullable Throwable cause) throws Exception {
    if (isDebuggedByBrowser()) {
      write(DebugPage.of(this, statusCode, response().reason(), cause));
      return;
    }
    if (cause != null && application().serveTraceback()) {
      setHeader("Content-Type", "text/plain; charset=UTF-8");
      var trace = new StringWriter();
      cause.printStackTrace(new PrintWriter(trace));
      write(trace.toString());
      return;
    }
    addHeader("Vary", "Accept");
    if (ProblemDetails.arePreferred(request())) {
      ProblemDetails.write(this, statusCode, response().reason(), cause);
      return;
    }
    String title = statusCode + ": " + Escape.xhtmlEscape(response().reason());
    write("<html><title>" + title + "</title><body>" + title + "</body></html>");
  }

  @Override
  final void logRequest() {
    application().logRequest(this);
  }

  /// Logs what a request failed with; override it to log elsewhere. By default an [HTTPError] with a message is a warning, anything
  /// else but an HTTPError an error with its trace.
  protected void logException(Throwable failure) {
    if (failure instanceof HTTPError error) {
      if (error.logMessage() != null) {
        Log.general().warn("{} {}: {}", error.statusCode(), requestSummary(), error.logMessage());
      }
    } else {
      Log.application().error("Uncaught exception {}\n{}", requestSummary(), request(), failure);
    }
  }

  /// Returns the request in a few words, for logs.
  final String requestSummary() {
    HTTPServerRequest summed = request();
    return summed.method() + " " + summed.uri() + " (" + summed.remoteIp() + ")";
  }

  // ---- Waiting ----

  /// Waits for a future; see [Async#await].
  protected static <T extends @Nullable Object> T await(CompletableFuture<T> future) {
    return Async.await(future);
  }

  /// Runs code for at most a time; see [Async#withTimeout(Duration, Callable)].
  protected static <T extends @Nullable Object> T withTimeout(Duration limit, Callable<T> body) {
    return Async.withTimeout(limit, body);
  }
}
