// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import tornado.escape.Escape;
import tornado.httputil.HTTPConnection;
import tornado.httputil.HTTPDate;
import tornado.httputil.HTTPInputError;
import tornado.httputil.HTTPMessageDelegate;
import tornado.httputil.HTTPServerRequest;
import tornado.httputil.HTTPViolation;
import tornado.httputil.ResponseStartLine;
import tornado.ioloop.Async;
import tornado.ioloop.IOLoop;
import tornado.locale.Locale;
import tornado.log.Log;
import tornado.routing.Match;
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
/// Only `onConnectionClose` may run while another call waits. Where coroutines don't run on the loop it may even run at the same time:
/// what it shares with the others has to be thread-safe.
///
/// A verb's method may take the groups of the route's pattern as parameters: text, numbers, booleans, UUIDs, enums.
///
/// Tornado: `web.RequestHandler`.
///
/// **Thread**: the handler's coroutine.
public abstract class RequestHandler extends RequestInput {
  private @Nullable IOLoop loop;
  private @Nullable Response response;
  private @Nullable NewCookies newCookies;
  private @Nullable Object currentUser;
  private boolean userKnown;
  private @Nullable Locale locale;
  private @Nullable Pages pages;
  private @Nullable XSRF xsrf;

  /// Mostly none.
  private Map<RequestKey<?>, Object> attributes = Map.of();

  private boolean ended;

  /// For subclasses. The request is not there yet.
  protected RequestHandler() {}

  /// Ties the handler to its request. Called once, before anything else.
  void attach(HandlerRoute route, HTTPServerRequest request, Match match, IOLoop loop) {
    attach(route, request, match);
    this.loop = loop;
    this.response = new Response(request, route.application().transforms());
    clear();
  }

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

  /// Runs once, after the answer was sent, or when it won't be because the client left: for cleaning up and counting. It can't write
  /// any more.
  protected void onFinish() {}

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

  // ---- Output ----

  /// Forgets the status, fields and body set so far, and sets the default fields.
  public final void clear() {
    Response fresh = response();
    fresh.clear();
    DefaultFields.addTo(fresh.headers(), attached(loop));
    setDefaultHeaders();
  }

  /// Sets fields of every answer; override it. It runs at the start of the request and again for error pages.
  protected void setDefaultHeaders() {}

  /// Runs `callback` just before the head is sent, once, whatever the answer has become by then, an error page too: for fields that every
  /// answer shall have. Callbacks run in the order they were added.
  ///
  /// @throws IllegalStateException if the head was sent
  public final void beforeHead(Runnable callback) {
    if (response().headersSent()) {
      throw new IllegalStateException("beforeHead after the head was sent");
    }
    response().beforeHead(callback);
  }

  /// Sets the status, with its usual reason phrase.
  ///
  /// @throws IllegalArgumentException if it isn't from 100 to 999
  public final void setStatus(int statusCode) {
    response().setStatus(statusCode, StatusReason.of(statusCode));
  }

  /// Sets the status with a reason phrase of its own. One with characters that may not be there becomes `Unknown`.
  ///
  /// @throws IllegalArgumentException if it isn't from 100 to 999
  public final void setStatus(int statusCode, String reason) {
    response().setStatus(statusCode, reason);
  }

  /// Returns the status.
  public final int getStatus() {
    return response().status();
  }

  /// Sets a field, replacing what it had.
  ///
  /// @throws IllegalArgumentException if the name is no token, or the value has a control character
  public final void setHeader(String name, String value) {
    response().headers().set(name, value);
  }

  /// Sets a field to bytes; as [#setHeader(String, String)].
  public final void setHeader(String name, ByteString value) {
    setHeader(name, value.string(StandardCharsets.ISO_8859_1));
  }

  /// Sets a field to a number; as [#setHeader(String, String)].
  public final void setHeader(String name, long value) {
    setHeader(name, Long.toString(value));
  }

  /// Sets a field to a date (RFC 9110 §5.6.7); as [#setHeader(String, String)].
  public final void setHeader(String name, Instant value) {
    setHeader(name, HTTPDate.format(value));
  }

  /// Sets a field unless it is there already; as [#setHeader(String, String)].
  public final void setHeaderIfAbsent(String name, String value) {
    response().headers().setIfAbsent(name, value);
  }

  /// Adds a value to a field.
  ///
  /// @throws IllegalArgumentException if the name is no token, or the value has a control character
  public final void addHeader(String name, String value) {
    try {
      response().headers().add(name, value);
    } catch (HTTPInputError e) {
      boolean unsafe = e.violation() == HTTPViolation.HEADER_VALUE_INVALID;
      throw new IllegalArgumentException(
          (unsafe ? "Unsafe header value of " + name + ": " : "") + e.getMessage(), e);
    }
  }

  /// Removes a field; one that isn't there is fine.
  public final void clearHeader(String name) {
    response().headers().remove(name);
  }

  /// Writes text in UTF-8 behind what was written. It is sent by [#flush] or at the end.
  ///
  /// @throws IllegalStateException after [#finish]
  public final void write(String text) {
    writable().write(ByteString.encodeUtf8(text));
  }

  /// Writes bytes; as [#write(String)].
  public final void write(ByteString chunk) {
    writable().write(chunk);
  }

  /// Writes a map as JSON and says so in Content-Type; as [#write(String)]. Lists are refused: an old browser's hole would let other
  /// sites read them.
  public final void write(Map<String, ?> json) {
    writeJson(json);
  }

  /// Writes a record, list or map as JSON and says so in Content-Type; as [#write(String)].
  public final void writeJson(Object value) {
    Response target = writable();
    target.headers().set("Content-Type", "application/json; charset=UTF-8");
    target.write(Escape.jsonEncodeBytes(value));
  }

  /// Sends a file behind what was written, without reading it into memory, and waits until the system has it all. Content-Type, unless
  /// set, follows from its name. Before the head is sent Content-Length is set to what was written and the file: nothing may follow.
  ///
  /// ```java
  /// sendFile(Path.of("report.pdf"));
  /// ```
  ///
  /// @throws IOException if it can't be read
  public final void sendFile(Path file) throws IOException {
    fileBody().send(file);
  }

  /// Sends a part of an open file behind what was written; as [#sendFile(Path)], but sets no fields. The file stays the caller's to close.
  ///
  /// @throws IOException if it can't be read
  public final void sendFile(FileChannel file, long position, long byteCount) throws IOException {
    fileBody().send(file, position, byteCount);
  }

  final FileBody fileBody() {
    return new FileBody(this, writable());
  }

  /// Sends what was written so far, the first time with the head before it.
  ///
  /// @return done when the system has taken it: await it to write no faster than the client reads
  public final CompletableFuture<Void> flush() {
    return send(false);
  }

  private CompletableFuture<Void> send(boolean finishing) {
    Response sending = response();
    HTTPConnection connection = request().connection();
    if (!sending.headersSent()) {
      completeHead(sending);
    }
    ByteString body = sending.takeBody(finishing);
    if (!sending.headersSent()) {
      ResponseStartLine startLine = sending.takeStartLine();
      return sending.watch(connection.writeHeaders(startLine, sending.headers(), body));
    }
    return body.size() == 0 ? HTTPMessageDelegate.READY : sending.watch(connection.write(body));
  }

  /// Sends the head, and a part of a file as all of the body.
  final CompletableFuture<Void> flush(FileChannel file, long position, long byteCount) {
    Response sending = response();
    completeHead(sending);
    return sending.watch(
        request()
            .connection()
            .writeHeaders(sending.takeStartLine(), sending.headers(), file, position, byteCount));
  }

  private void completeHead(Response sending) {
    sending.runBeforeHead();
    if (newCookies != null) {
      newCookies.addTo(sending.headers());
    }
  }

  /// Writes text and ends the answer; as [#finish()].
  public final CompletableFuture<Void> finish(String text) {
    write(text);
    return finish();
  }

  /// Ends the answer. Called by itself after the verb's method.
  ///
  /// @return done when the system has taken it all
  /// @throws IllegalStateException if it was called before
  public final CompletableFuture<Void> finish() {
    Response ending = response();
    if (ending.finished()) {
      throw new IllegalStateException("finish called twice");
    }
    if (!ending.headersSent() && ending.status() == 200 && isGetOrHead()) {
      setEtagHeader();
      if (checkEtagHeader()) {
        ending.dropBody();
        setStatus(304);
      }
    }
    if (!ending.headersSent()) {
      ending.completeFields();
    }
    CompletableFuture<Void> sent = sendLast(ending);
    application().logRequest(this);
    end();
    return sent;
  }

  private CompletableFuture<Void> sendLast(Response ending) {
    // First, since a client that has it all may leave at once, which must not count as leaving
    // early.
    ending.setFinished(true);
    try {
      CompletableFuture<Void> sent = send(true);
      request().markEnd();
      request().connection().finish();
      return sent;
    } catch (RuntimeException e) {
      ending.setFinished(false);
      throw e;
    }
  }

  /// Runs [#onFinish], the first time it is called.
  final void end() {
    if (!ended) {
      ended = true;
      try {
        onFinish();
      } finally {
        response().release();
      }
    }
  }

  /// Leaves the answer to somebody else.
  final void handOver() {
    response().setFinished(true);
    end();
  }

  /// Tells whether the answer was ended.
  public final boolean finished() {
    return response().finished();
  }

  /// Tells whether a write of this answer failed because the client is gone.
  final boolean clientLeft() {
    return response().clientLeft();
  }

  /// Answers with 302 Found and a Location, which may be relative.
  public final void redirect(String url) {
    redirect(url, 302);
  }

  /// Answers with a status from 300 to 399 and a Location. Tornado: `permanent=True` is 301.
  ///
  /// @throws IllegalStateException if the head was sent
  /// @throws IllegalArgumentException if the status is no redirect, or the URL has a control character
  public final void redirect(String url, int status) {
    if (response().headersSent()) {
      throw new IllegalStateException("redirect after the head was sent");
    }
    if (status < 300 || status > 399) {
      throw new IllegalArgumentException("status < 300 or > 399: " + status);
    }
    setStatus(status);
    setHeader("Location", ByteString.encodeUtf8(url));
    finish();
  }

  /// Returns the path of a named route, its groups filled with `args`.
  ///
  /// @throws IllegalArgumentException if there is no such route, or the number of args is not that of its groups
  public final String reverseUrl(String name, Object... args) {
    return application().url(name, args);
  }

  // ---- Cookies ----

  /// Returns the cookies of the request.
  public final Map<String, String> cookies() {
    return request().cookies();
  }

  /// Returns a cookie of the request, or null.
  public final @Nullable String getCookie(String name) {
    return cookies().get(name);
  }

  /// Returns a cookie of the request, or `defaultValue`.
  public final String getCookie(String name, @Nullable String defaultValue) {
    return orElse(getCookie(name), defaultValue);
  }

  /// Sets a cookie for all paths of this host, until the browser's session ends.
  ///
  /// @throws IllegalArgumentException if the name is no token, or the value has a space, a control character, or what is beyond latin-1
  /// @throws IllegalStateException if the head was sent
  public final void setCookie(String name, String value) {
    setCookie(name, value, CookieOptions.DEFAULT);
  }

  /// Sets a cookie; as [#setCookie(String, String)]. Of one that was set before under that name nothing remains.
  public final void setCookie(String name, String value, CookieOptions options) {
    newCookies().set(name, value, options, now());
  }

  /// Makes the browser forget a cookie of all paths of this host.
  ///
  /// @throws IllegalStateException if the head was sent
  public final void clearCookie(String name) {
    clearCookie(name, CookieOptions.DEFAULT);
  }

  /// Makes the browser forget a cookie, which it does if domain and path are those it was set with.
  ///
  /// @throws IllegalArgumentException if the options say when it ends
  /// @throws IllegalStateException if the head was sent
  public final void clearCookie(String name, CookieOptions options) {
    newCookies().clear(name, options, now());
  }

  /// Makes the browser forget all cookies it has sent; as [#clearCookie(String)].
  public final void clearAllCookies() {
    clearAllCookies(CookieOptions.DEFAULT);
  }

  /// Makes the browser forget all cookies it has sent; as [#clearCookie(String, CookieOptions)].
  public final void clearAllCookies(CookieOptions options) {
    cookies().keySet().forEach(name -> clearCookie(name, options));
  }

  /// Sets a cookie that the browser can read but not change, for 30 days. It is accepted for 31.
  ///
  /// @throws IllegalStateException if the application has no cookie secret, or the head was sent
  public final void setSignedCookie(String name, String value) {
    setSignedCookie(name, value, CookieOptions.DEFAULT);
  }

  /// Sets a cookie that the browser can read but not change, for 30 days unless the options say how long; as
  /// [#setSignedCookie(String, String)]. For one that ends with the browser's session give [#createSignedValue] to [#setCookie].
  public final void setSignedCookie(String name, String value, CookieOptions options) {
    setSignedCookie(name, ByteString.encodeUtf8(value), options);
  }

  /// Sets a cookie of bytes; as [#setSignedCookie(String, String, CookieOptions)].
  public final void setSignedCookie(String name, ByteString value, CookieOptions options) {
    CookieOptions ending = options.end() ? options : options.withExpiresDays(30);
    setCookie(name, createSignedValue(name, value), ending);
  }

  /// Signs a value as a cookie of that name would be.
  ///
  /// @throws IllegalStateException if the application has no cookie secret
  public final String createSignedValue(String name, String value) {
    return createSignedValue(name, ByteString.encodeUtf8(value));
  }

  /// Signs bytes; as [#createSignedValue(String, String)].
  public final String createSignedValue(String name, ByteString value) {
    return SignedValue.create(application().cookieKeys(), name, value, now());
  }

  /// Returns what a signed cookie says, or null unless it is ours and at most 31 days old.
  ///
  /// @throws IllegalStateException if the application has no cookie secret
  public final @Nullable String getSignedCookie(String name) {
    return getSignedCookie(name, SignedValue.Options.DEFAULT);
  }

  /// Returns what a signed cookie says; as [#getSignedCookie(String)].
  public final @Nullable String getSignedCookie(String name, SignedValue.Options options) {
    ByteString bytes = getSignedCookieBytes(name, options);
    return bytes == null ? null : bytes.utf8();
  }

  /// Returns what a signed cookie says as bytes; as [#getSignedCookie(String)].
  public final @Nullable ByteString getSignedCookieBytes(String name) {
    return getSignedCookieBytes(name, SignedValue.Options.DEFAULT);
  }

  /// Returns what a signed cookie says as bytes; as [#getSignedCookie(String)].
  public final @Nullable ByteString getSignedCookieBytes(String name, SignedValue.Options options) {
    SignedValue.Keys keys = application().cookieKeys();
    String signed = options.value() == null ? getCookie(name) : options.value();
    return signed == null ? null : SignedValue.decode(keys, name, signed, options, now());
  }

  /// Returns the number of the key that a signed cookie says it was signed with, unchecked; empty if there is no such cookie or it
  /// doesn't say.
  public final OptionalInt getSignedCookieKeyVersion(String name) {
    String signed = getCookie(name);
    return signed == null ? OptionalInt.empty() : SignedValue.keyVersion(signed);
  }

  private NewCookies newCookies() {
    if (response().headersSent()) {
      throw new IllegalStateException("a cookie was set after the head was sent");
    }
    if (newCookies == null) {
      newCookies = new NewCookies();
    }
    return newCookies;
  }

  private Instant now() {
    return attached(loop).clock().instant();
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
  /// `staticUrl`, `reverseUrl`, `xsrfFormHtml`, the application's UI methods, and what [#getTemplateNamespace] adds.
  ///
  /// @return done when the system has the page
  /// @throws tornado.template.TemplateError if it can't be rendered
  /// @throws IllegalStateException if the answer has ended, or there are no templates
  public final CompletableFuture<Void> render(String template, Map<String, ?> values) {
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
    return finish(pages().streamed(template, values).end());
  }

  /// Tells whether late parts of a streamed page may be put into their places by a script. If not, the page waits for each at its place.
  ///
  /// By default they may if the request is a GET. The page then asks browsers that run no scripts to get it again with the argument
  /// `_in_order`, and for such a request they may not. Override it for clients that neither run scripts nor ask again.
  protected boolean streamsOutOfOrder() {
    return request().method().equals("GET") && getQueryArguments(ScriptedParts.IN_ORDER).isEmpty();
  }

  /// Returns a template filled with values, as [#render(String, Map)], but sends nothing. Tornado's returns bytes.
  ///
  /// @throws tornado.template.TemplateError if it can't be rendered
  public final String renderString(String template, Map<String, ?> values) {
    return pages().rendered(template, values);
  }

  /// Returns what templates of this handler see besides what all do. Override it to add values.
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
    return "<input type=\"hidden\" name=\"_xsrf\" value=\"%s\"/>"
        .formatted(Escape.xhtmlEscape(xsrfToken()));
  }

  /// Checks that a request which may change something was not caused by another site. It runs before `prepare` if the application has
  /// `xsrfCookies` or `csrf`; override it with nothing where requests prove themselves in another way, such as by a signature.
  ///
  /// @throws HTTPError 403 if the token is missing or wrong, or the browser says that another site caused it
  protected void checkXsrfCookie() {
    xsrf().check();
  }

  private XSRF xsrf() {
    if (xsrf == null) {
      xsrf = new XSRF(this, application().xsrf(), attached(loop));
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

  // ---- Entity tags ----

  /// Returns the entity tag of what was written: its SHA-1, quoted. Override it to make one in a cheaper way, or to return null for
  /// none.
  protected @Nullable String computeEtag() {
    return EntityTag.of(response().unsentBody(), attached(loop));
  }

  /// Sets Etag, unless it is set.
  protected final void setEtagHeader() {
    if (!response().headers().contains("Etag")) {
      String tag = computeEtag();
      if (tag != null) {
        setHeader("Etag", tag);
      }
    }
  }

  /// Tells whether the client has what Etag names already (RFC 9110 §13.1.2). If it has the compressed form Etag becomes that one's.
  protected final boolean checkEtagHeader() {
    String tag = response().headers().get("Etag");
    return tag != null && response().isKnown(tag, application().compression());
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
        application().logRequest(this);
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
    }
    if (!finished()) {
      finish();
    }
  }

  /// Writes an error page; override it for one of your own. By default one line of HTML, or problem details in JSON (RFC 9457) for
  /// clients that like JSON better, or the stack trace where the application says so, or in debug mode, for browsers, a page with all
  /// there is to know.
  ///
  /// @param cause what went wrong, or null
  /// @throws Exception is logged, and the page stays empty
  protected void writeError(int statusCode, @Nullable Throwable cause) throws Exception {
    if (application().debug() && DebugPage.fits(request())) {
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

  private Response response() {
    return attached(response);
  }

  private Response writable() {
    if (response().finished()) {
      throw new IllegalStateException("write after finish");
    }
    return response();
  }

  private boolean isGetOrHead() {
    String method = request().method();
    return method.equals("GET") || method.equals("HEAD");
  }
}
