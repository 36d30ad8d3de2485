// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalInt;
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
import tornado.ioloop.IOLoop;
import tornado.routing.Match;

/// The answer, as a handler makes it: status, fields, cookies, body. The part of [RequestHandler] that knows
/// nothing of verbs, users and pages.
///
/// **Thread**: the handler's coroutine.
abstract sealed class RequestOutput extends RequestInput permits RequestHandler {
  private @Nullable IOLoop loop;
  private @Nullable Response response;
  private @Nullable NewCookies newCookies;
  private boolean ended;

  /// Ties the handler to its request. Called once, before anything else.
  void attach(HandlerRoute route, HTTPServerRequest request, Match match, IOLoop loop) {
    attach(route, request, match);
    this.loop = loop;
    this.response = new Response(request, route.application().transforms());
    clear();
  }

  /// Forgets the status, fields and body set so far, and sets the default fields.
  public final void clear() {
    Response fresh = response();
    fresh.clear();
    DefaultFields.addTo(fresh.headers(), loop());
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
    logRequest();
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

  /// Runs once, after the answer was sent, or when it won't be because the client left: for cleaning up and counting. It can't write
  /// any more.
  protected void onFinish() {}

  /// Writes a line about the request into the access log.
  abstract void logRequest();

  // ---- Entity tags ----

  /// Returns the entity tag of what was written: its SHA-1, quoted. Override it to make one in a cheaper way, or to return null for
  /// none.
  protected @Nullable String computeEtag() {
    return EntityTag.of(response().unsentBody(), loop());
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
    return loop().clock().instant();
  }

  final IOLoop loop() {
    return attached(loop);
  }

  final Response response() {
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
