// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The attributes of a cookie (RFC 6265 §4.1.2), for [RequestHandler#setCookie(String, String, CookieOptions)].
///
/// ```java
/// CookieOptions.DEFAULT.withHttpOnly(true).withSecure(true).withSameSite(CookieOptions.SameSite.LAX)
/// ```
///
/// | attribute | default | meaning |
/// |---|---|---|
/// | domain | none: the host itself | the hosts it is sent to |
/// | path | `/` | the paths it is sent to |
/// | expires | none: with the browser's session | when it ends |
/// | expiresDays | none | the same in days from now; `expires` counts before it |
/// | maxAge | none | how long it lives, which counts before both; zero ends it at once |
/// | httpOnly | no | scripts don't see it |
/// | secure | no | it is sent over TLS only |
/// | sameSite | none: browsers take it for Lax | whether requests that other sites cause carry it |
/// | partitioned | no | each site that embeds this one gets a cookie of its own |
///
/// Tornado: the keyword arguments of `set_cookie`.
///
/// **Thread**: any.
///
/// @param domain a host; null for none
/// @param path a path; null for none
/// @param expires when it ends; null for not said
/// @param expiresDays in how many days it ends; null for not said
/// @param maxAge how long it lives, in whole seconds; null for not said
/// @param httpOnly whether scripts don't see it
/// @param secure whether it is sent over TLS only
/// @param sameSite null for not said
/// @param partitioned whether there is one for each embedding site
public record CookieOptions(
    @Nullable String domain,
    @Nullable String path,
    @Nullable Instant expires,
    @Nullable Integer expiresDays,
    @Nullable Duration maxAge,
    boolean httpOnly,
    boolean secure,
    @Nullable SameSite sameSite,
    boolean partitioned) {
  /// Whether requests that other sites cause carry a cookie.
  public enum SameSite {
    /// None does.
    STRICT("Strict"),
    /// Only following a link does.
    LAX("Lax"),
    /// All do; browsers want `secure` with it.
    NONE("None");

    private final String text;

    SameSite(String text) {
      this.text = text;
    }

    /// Returns the attribute's value.
    @Override
    public String toString() {
      return text;
    }
  }

  /// Nothing but the path `/`.
  public static final CookieOptions DEFAULT =
      new CookieOptions(null, "/", null, null, null, false, false, null, false);

  /// Checks the text.
  ///
  /// @throws IllegalArgumentException if domain or path have a space, a control character, a semicolon, or what is beyond latin-1: with
  ///     them one attribute could become two
  public CookieOptions {
    checkAttribute("domain", domain);
    checkAttribute("path", path);
  }

  private static void checkAttribute(String name, @Nullable String value) {
    for (int i = 0; value != null && i < value.length(); i++) {
      char c = value.charAt(i);
      if (c <= ' ' || c == ';' || c == 0x7f || c > 0xff) {
        throw new IllegalArgumentException(
            "Invalid cookie attribute %s: character 0x%02x at %d".formatted(name, (int) c, i));
      }
    }
  }

  /// Returns these with another domain.
  public CookieOptions withDomain(@Nullable String newDomain) {
    return new CookieOptions(
        newDomain, path, expires, expiresDays, maxAge, httpOnly, secure, sameSite, partitioned);
  }

  /// Returns these with another path; null for none, which browsers take for the directory of the request's.
  public CookieOptions withPath(@Nullable String newPath) {
    return new CookieOptions(
        domain, newPath, expires, expiresDays, maxAge, httpOnly, secure, sameSite, partitioned);
  }

  /// Returns these with another end.
  public CookieOptions withExpires(@Nullable Instant end) {
    return new CookieOptions(
        domain, path, end, expiresDays, maxAge, httpOnly, secure, sameSite, partitioned);
  }

  /// Returns these with an end in some days from when the cookie is set.
  public CookieOptions withExpiresDays(@Nullable Integer days) {
    return new CookieOptions(
        domain, path, expires, days, maxAge, httpOnly, secure, sameSite, partitioned);
  }

  /// Returns these with another length of life.
  public CookieOptions withMaxAge(@Nullable Duration age) {
    return new CookieOptions(
        domain, path, expires, expiresDays, age, httpOnly, secure, sameSite, partitioned);
  }

  /// Returns these with or without HttpOnly.
  public CookieOptions withHttpOnly(boolean on) {
    return new CookieOptions(
        domain, path, expires, expiresDays, maxAge, on, secure, sameSite, partitioned);
  }

  /// Returns these with or without Secure.
  public CookieOptions withSecure(boolean on) {
    return new CookieOptions(
        domain, path, expires, expiresDays, maxAge, httpOnly, on, sameSite, partitioned);
  }

  /// Returns these with another SameSite.
  public CookieOptions withSameSite(@Nullable SameSite site) {
    return new CookieOptions(
        domain, path, expires, expiresDays, maxAge, httpOnly, secure, site, partitioned);
  }

  /// Returns these with or without Partitioned.
  public CookieOptions withPartitioned(boolean on) {
    return new CookieOptions(
        domain, path, expires, expiresDays, maxAge, httpOnly, secure, sameSite, on);
  }

  /// Tells whether they say when the cookie ends.
  boolean end() {
    return expires != null || expiresDays != null || maxAge != null;
  }
}
