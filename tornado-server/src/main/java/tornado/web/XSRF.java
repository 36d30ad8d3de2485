// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import org.jspecify.annotations.Nullable;
import tornado.escape.Escape;
import tornado.httputil.HTTPServerRequest;
import tornado.ioloop.IOLoop;

/// The protection of one request against forms of other sites: its token, and whether it may be.
///
/// **Thread**: the handler's coroutine; [#token] and [#formHtml] any, for parts of a page that are rendered beside it.
final class XSRF {
  /// How an application is protected. **Thread**: any.
  ///
  /// @param tokens whether requests that change something need a token
  /// @param policy decides by where a request comes from; null if it doesn't count
  /// @param version of the tokens that are made
  /// @param cookieName the cookie that keeps the token
  /// @param cookieOptions its attributes
  record Settings(
      boolean tokens,
      @Nullable CSRFPolicy policy,
      int version,
      String cookieName,
      CookieOptions cookieOptions) {
    static final Settings DEFAULT = new Settings(false, null, 2, "_xsrf", CookieOptions.DEFAULT);

    Settings withTokens(boolean on) {
      return new Settings(on, policy, version, cookieName, cookieOptions);
    }

    Settings withPolicy(CSRFPolicy newPolicy) {
      return new Settings(tokens, newPolicy, version, cookieName, cookieOptions);
    }

    Settings withVersion(int newVersion) {
      return new Settings(tokens, policy, newVersion, cookieName, cookieOptions);
    }

    Settings withCookieName(String name) {
      return new Settings(tokens, policy, version, name, cookieOptions);
    }

    Settings withCookieOptions(CookieOptions options) {
      return new Settings(tokens, policy, version, cookieName, options);
    }

    /// Tells whether a request of this method is checked: GET, HEAD and OPTIONS change nothing (RFC 9110 §9.2.1).
    boolean check(String method) {
      return (tokens || policy != null)
          && !method.equals("GET")
          && !method.equals("HEAD")
          && !method.equals("OPTIONS");
    }
  }

  private static final int USER_COOKIE_DAYS = 30;

  private final RequestHandler handler;
  private final Settings settings;
  private final IOLoop loop;
  private @Nullable String encoded;

  XSRF(RequestHandler handler, Settings settings, IOLoop loop) {
    this.handler = handler;
    this.settings = settings;
    this.loop = loop;
  }

  /// Returns the token for this answer's forms, and sets the cookie unless the request had a good one.
  synchronized String token() {
    if (encoded == null) {
      XSRFToken known = ofCookie();
      XSRFToken token = known == null ? XSRFToken.create(loop) : known;
      String made = token.encode(settings.version(), loop);
      if (known == null) {
        setCookie(made);
      }
      encoded = made;
    }
    return encoded;
  }

  /// Returns a hidden input with the token.
  String formHtml() {
    return "<input type=\"hidden\" name=\"_xsrf\" value=\"%s\"/>"
        .formatted(Escape.xhtmlEscape(token()));
  }

  private @Nullable XSRFToken ofCookie() {
    String cookie = handler.getCookie(settings.cookieName());
    return cookie == null ? null : decode(cookie);
  }

  private @Nullable XSRFToken decode(String token) {
    return XSRFToken.decode(token, loop.clock().instant());
  }

  private void setCookie(String token) {
    CookieOptions options = settings.cookieOptions();
    boolean lasting = !options.end() && !Guard.isNobody(handler.currentUser());
    handler.setCookie(
        settings.cookieName(),
        token,
        lasting ? options.withExpiresDays(USER_COOKIE_DAYS) : options);
  }

  /// Checks where the request comes from, if that is to count and can be told; else its token.
  ///
  /// @throws HTTPError 403 unless it is ours
  void check() {
    CSRFPolicy policy = settings.policy();
    CSRFPolicy.Source source =
        policy == null ? CSRFPolicy.Source.UNKNOWN : policy.source(handler.request());
    switch (source) {
      case OURS -> {}
      case FOREIGN -> throw new HTTPError(403, "request comes from another site");
      case UNKNOWN -> checkToken();
    }
  }

  private void checkToken() {
    String given = given();
    if (given == null) {
      throw new HTTPError(403, "'_xsrf' argument missing from POST");
    }
    XSRFToken token = decode(given);
    if (token == null) {
      throw new HTTPError(403, "'_xsrf' argument has invalid format");
    }
    XSRFToken expected = ofCookie();
    if (expected == null || !token.matches(expected)) {
      throw new HTTPError(403, "XSRF cookie does not match POST argument");
    }
  }

  private @Nullable String given() {
    String argument = handler.getArgument("_xsrf", null);
    if (argument != null && !argument.isEmpty()) {
      return argument;
    }
    HTTPServerRequest request = handler.request();
    String field = request.headers().get("X-Xsrftoken", "");
    String token = field.isEmpty() ? request.headers().get("X-Csrftoken", "") : field;
    return token.isEmpty() ? null : token;
  }
}
