// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import java.time.Instant;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A field `Set-Cookie`, read as servers write it (RFC 6265 §5.2), and what it means for where it came from (§5.3).
///
/// **Thread**: owner.
final class SetCookie {
  /// The longest name and value that are kept (RFC 6265 §6.1).
  private static final int MAX_LENGTH = 4096;

  private static final int MAX_ATTRIBUTE_LENGTH = 1024;

  /// For ever, as far as clients go, and no overflow.
  private static final long MAX_AGE_SECONDS = 100L * 365 * 24 * 3600;

  private final Instant now;
  private String name = "";
  private String value = "";
  private String domain = "";
  private @Nullable String path;
  private @Nullable Instant expires;
  private boolean hasMaxAge;
  private boolean secure;
  private boolean httpOnly;

  private SetCookie(Instant now) {
    this.now = now;
  }

  /// Reads a field.
  ///
  /// @param publicSuffix tells of a domain whether anybody can have names below it
  /// @return null if it is none, or none that this server may set
  static @Nullable Cookie parse(
      String field, ClientURL from, Instant now, Predicate<String> publicSuffix) {
    var read = new SetCookie(now);
    return read.readPair(field) ? read.check(from, publicSuffix) : null;
  }

  private boolean readPair(String field) {
    int end = endOfPart(field, 0);
    int equals = field.indexOf('=');
    if (equals < 0 || equals > end) {
      return false;
    }
    name = field.substring(0, equals).strip();
    value = field.substring(equals + 1, end).strip();
    while (end < field.length()) {
      int start = end + 1;
      end = endOfPart(field, start);
      readAttribute(field.substring(start, end));
    }
    return !name.isEmpty() && name.length() + value.length() <= MAX_LENGTH;
  }

  private static int endOfPart(String field, int start) {
    int end = field.indexOf(';', start);
    return end < 0 ? field.length() : end;
  }

  private void readAttribute(String part) {
    int equals = part.indexOf('=');
    String attribute = (equals < 0 ? part : part.substring(0, equals)).strip();
    String text = equals < 0 ? "" : part.substring(equals + 1).strip();
    if (text.length() > MAX_ATTRIBUTE_LENGTH) {
      return;
    }
    switch (attribute.toLowerCase(Locale.ROOT)) {
      case "expires" -> readExpires(text);
      case "max-age" -> readMaxAge(text);
      case "domain" -> domain = domain(text);
      case "path" -> path = text.startsWith("/") ? text : null;
      case "secure" -> secure = true;
      case "httponly" -> httpOnly = true;
      default -> {
        // What else it says is for browsers.
      }
    }
  }

  private void readExpires(String text) {
    Instant date = CookieDate.parse(text);
    if (date != null && !hasMaxAge) {
      expires = date;
    }
  }

  private void readMaxAge(String text) {
    boolean negative = text.startsWith("-");
    String digits = negative ? text.substring(1) : text;
    if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return;
    }
    long seconds = digits.length() > 10 ? MAX_AGE_SECONDS : Long.parseLong(digits);
    hasMaxAge = true;
    expires = negative ? now : now.plusSeconds(Math.min(seconds, MAX_AGE_SECONDS));
  }

  private static String domain(String text) {
    return (text.startsWith(".") ? text.substring(1) : text).toLowerCase(Locale.ROOT);
  }

  private @Nullable Cookie check(ClientURL from, Predicate<String> publicSuffix) {
    boolean hostOnly = domain.isEmpty();
    if (!hostOnly) {
      if (!Cookie.domainMatches(from.host(), domain)) {
        return null;
      }
      if (domain.equals(from.host()) && publicSuffix.test(domain)) {
        hostOnly = true;
      } else if (publicSuffix.test(domain)) {
        return null;
      }
    }
    if ((secure && !from.isHttps()) || !keepsPromise()) {
      return null;
    }
    String where = path == null ? defaultPath(from) : path;
    String at = hostOnly ? from.host() : domain;
    return new Cookie(name, value, at, hostOnly, where, expires, secure, httpOnly);
  }

  /// Tells whether the cookie is what its name says it is. RFC 6265 doesn't know such names yet; all browsers do.
  private boolean keepsPromise() {
    if (name.regionMatches(true, 0, "__Host-", 0, 7)) {
      return secure && domain.isEmpty() && "/".equals(path);
    }
    return secure || !name.regionMatches(true, 0, "__Secure-", 0, 9);
  }

  /// Returns the path of cookies that say none (RFC 6265 §5.1.4).
  private static String defaultPath(ClientURL from) {
    String full = Cookie.pathOf(from);
    int slash = full.lastIndexOf('/');
    return slash <= 0 ? "/" : full.substring(0, slash);
  }
}
