// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.nio.charset.StandardCharsets;
import java.util.List;
import okio.ByteString;
import tornado.escape.Escape;
import tornado.httputil.HTTPUtil;

/// Redirects GET requests to a URL, which may take groups of the route's path; the query goes with it.
///
/// ```java
/// .route("/pictures/(.*)", () -> new RedirectHandler("/photos/{0}"))
/// ```
///
/// Tornado: `web.RedirectHandler`. There what stands for a group is not encoded, and may lead to another host.
///
/// **Thread**: the handler's coroutine.
public final class RedirectHandler extends RequestHandler {
  private final URLPattern url;
  private final int status;

  /// Makes a handler that redirects for good (301).
  ///
  /// @param url with `{0}` for the first group of the path, `{name}` for a named one, `{{` and `}}` for braces
  /// @throws IllegalArgumentException if its braces don't fit
  public RedirectHandler(String url) {
    this(url, 301);
  }

  /// Makes a handler that redirects with a status of its own. Tornado: `permanent=False` is 302.
  ///
  /// @param url see [#RedirectHandler(String)]
  /// @throws IllegalArgumentException if its braces don't fit, or the status is not from 300 to 399
  public RedirectHandler(String url, int status) {
    if (status < 300 || status > 399) {
      throw new IllegalArgumentException("status < 300 or > 399: " + status);
    }
    this.url = new URLPattern(url);
    this.status = status;
  }

  @Override
  public void get() {
    String target = url.fill(pathArgs(), pathKwargs());
    if (target.startsWith("//") && !url.text().startsWith("//")) {
      // A group began with a slash: browsers would take what follows for a host.
      throw new HTTPError(404, "cannot redirect to two initial slashes");
    }
    redirect(withQuery(target), status);
  }

  /// Adds the request's arguments, byte for byte: they need not be UTF-8.
  private String withQuery(String target) {
    String url = HTTPUtil.urlConcat(target, List.of());
    int hash = url.indexOf('#');
    String fragment = hash < 0 ? "" : url.substring(hash);
    var text = new StringBuilder(hash < 0 ? url : url.substring(0, hash));
    request()
        .queryArguments()
        .forEach((name, values) -> {
          String escaped =
              Escape.urlEscape(ByteString.encodeString(name, StandardCharsets.ISO_8859_1));
          for (ByteString value : values) {
            text.append(text.indexOf("?") < 0 ? '?' : '&');
            text.append(escaped).append('=').append(Escape.urlEscape(value));
          }
        });
    return text + fragment;
  }
}
