// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A cookie as a [CookieJar] keeps it (RFC 6265 §5.3).
///
/// **Thread**: any.
///
/// @param name its name
/// @param value its value, as the server wrote it
/// @param domain the host it came from, or the domain that it is for; in lower case
/// @param hostOnly whether it goes to that very host only, and not to those below it
/// @param path where the paths begin that it goes to
/// @param expires when it ends; null for no end, so that it lasts as long as the jar does
/// @param secure whether it goes over https only
/// @param httpOnly whether scripts of pages must not see it; a client has none, and takes note only
public record Cookie(
    String name,
    String value,
    String domain,
    boolean hostOnly,
    String path,
    @Nullable Instant expires,
    boolean secure,
    boolean httpOnly) {
  /// Checks that name and value can stand in a field.
  ///
  /// @throws IllegalArgumentException if not, or the domain is empty, or the path doesn't begin with `/`
  public Cookie {
    if (!fits(name, "=;") || !fits(value, ";")) {
      throw new IllegalArgumentException("name or value has what a cookie can't have: " + name);
    }
    if (domain.isEmpty()) {
      throw new IllegalArgumentException("domain is empty");
    }
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("path doesn't begin with /: " + path);
    }
    domain = domain.toLowerCase(Locale.ROOT);
  }

  /// Tells whether it goes to a URL (RFC 6265 §5.4).
  boolean goesTo(ClientURL url) {
    boolean here = hostOnly ? url.host().equals(domain) : domainMatches(url.host(), domain);
    return here && pathMatches(pathOf(url), path) && (!secure || url.isHttps());
  }

  boolean expired(Instant now) {
    return expires != null && !expires.isAfter(now);
  }

  /// Returns the facts without the value, which is often a secret.
  @Override
  public String toString() {
    return "Cookie(name=%s, domain=%s, path=%s)".formatted(name, domain, path);
  }

  /// Tells whether a host is a domain or below it (RFC 6265 §5.1.3).
  static boolean domainMatches(String host, String domain) {
    return host.equals(domain)
        || (host.endsWith(domain)
            && host.charAt(host.length() - domain.length() - 1) == '.'
            && !isAddress(host));
  }

  /// Tells whether a path is below another (RFC 6265 §5.1.4).
  static boolean pathMatches(String path, String prefix) {
    return path.startsWith(prefix)
        && (path.length() == prefix.length()
            || prefix.endsWith("/")
            || path.charAt(prefix.length()) == '/');
  }

  static String pathOf(ClientURL url) {
    int query = url.target().indexOf('?');
    return query < 0 ? url.target() : url.target().substring(0, query);
  }

  /// Tells whether a host is an IP address: no name's last label is a number.
  private static boolean isAddress(String host) {
    char last = host.charAt(host.length() - 1);
    return host.indexOf(':') >= 0 || (last >= '0' && last <= '9' && lastLabelIsNumber(host));
  }

  private static boolean lastLabelIsNumber(String host) {
    return host.substring(host.lastIndexOf('.') + 1).chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static boolean fits(String text, String not) {
    return text.chars()
        .allMatch(c -> (c >= ' ' || c == '\t') && c != 0x7f && c <= 0xff && not.indexOf(c) < 0);
  }
}
