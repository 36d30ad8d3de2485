// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;
import tornado.httputil.HTTPDate;
import tornado.httputil.HTTPHeaders;
import tornado.httputil.HTTPUtil;

/// The cookies that an answer sets, as the lines that say so (RFC 6265 §4.1), in the order they were set. They outlive the answer's
/// fields: an error page sets them too.
///
/// **Thread**: the handler's coroutine.
final class NewCookies {
  /// What stands for itself, beside letters and digits.
  private static final String BARE = "!#$%&'*+-.^_`|~:";

  /// What stands for itself between quotes.
  private static final String QUOTED = "()/<=>?@[]{}";

  private static final Duration LONG_AGO = Duration.ofDays(365);

  private final LinkedHashMap<String, String> lines = new LinkedHashMap<>();

  /// Sets a cookie; of one set before nothing remains.
  ///
  /// @throws IllegalArgumentException if the name or the value can't be a cookie's
  void set(String name, String value, CookieOptions options, Instant now) {
    checkName(name);
    checkValue(name, value);
    lines.putLast(name, line(name, value, options, now));
  }

  /// Tells the browser to forget a cookie, which must have been set with the same domain and path.
  ///
  /// @throws IllegalArgumentException if the options say when it ends
  void clear(String name, CookieOptions options, Instant now) {
    if (options.end()) {
      throw new IllegalArgumentException(
          "options of a cookie that is cleared say when it ends: " + options);
    }
    set(name, "", options.withExpires(now.minus(LONG_AGO)), now);
  }

  void addTo(HTTPHeaders headers) {
    lines.values().forEach(line -> headers.add("Set-Cookie", line));
  }

  /// The order of the attributes is Python's, which is that of the alphabet.
  private static String line(String name, String value, CookieOptions options, Instant now) {
    var line = new StringBuilder(name).append('=');
    appendValue(line, value);
    append(line, "Domain", options.domain());
    Instant expires = expires(options, now);
    append(line, "expires", expires == null ? null : HTTPDate.format(expires));
    appendFlag(line, "HttpOnly", options.httpOnly());
    append(line, "Max-Age", seconds(options.maxAge()));
    appendFlag(line, "Partitioned", options.partitioned());
    append(line, "Path", options.path());
    append(line, "SameSite", options.sameSite());
    appendFlag(line, "Secure", options.secure());
    return line.toString();
  }

  private static @Nullable Instant expires(CookieOptions options, Instant now) {
    Integer days = options.expiresDays();
    return options.expires() != null || days == null
        ? options.expires()
        : now.plus(Duration.ofDays(days));
  }

  private static @Nullable Long seconds(@Nullable Duration age) {
    return age == null ? null : age.toSeconds();
  }

  private static void append(StringBuilder line, String attribute, @Nullable Object value) {
    if (value != null) {
      line.append("; ").append(attribute).append('=').append(value);
    }
  }

  private static void appendFlag(StringBuilder line, String attribute, boolean on) {
    if (on) {
      line.append("; ").append(attribute);
    }
  }

  /// Appends a value as Python's cookies have it: quoted unless every character may stand for itself; octal digits for what may not even
  /// between quotes.
  private static void appendValue(StringBuilder line, String value) {
    if (!value.isEmpty() && value.chars().allMatch(NewCookies::isBare)) {
      line.append(value);
      return;
    }
    line.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        line.append('\\').append(c);
      } else if (isBare(c) || QUOTED.indexOf(c) >= 0) {
        line.append(c);
      } else {
        line.append('\\').append((char) ('0' + (c >> 6)));
        line.append((char) ('0' + (c >> 3 & 7))).append((char) ('0' + (c & 7)));
      }
    }
    line.append('"');
  }

  private static boolean isBare(int c) {
    boolean letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
    return letter || (c >= '0' && c <= '9') || BARE.indexOf(c) >= 0;
  }

  private static void checkName(String name) {
    if (!HTTPUtil.isCookieName(name)) {
      throw new IllegalArgumentException("Invalid cookie attribute name: " + escape(name));
    }
  }

  /// A message may end in a log or an error page: it names the cookie but never tells its value.
  private static void checkValue(String name, String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c <= ' ' || c > 0xff) {
        throw new IllegalArgumentException(
            "Invalid cookie value of %s: character 0x%02x at %d".formatted(name, (int) c, i));
      }
    }
  }

  private static String escape(String name) {
    var escaped = new StringBuilder("'");
    name.chars()
        .limit(64)
        .forEach(c -> escaped.append(c < ' ' || c >= 0x7f ? "?" : Character.toString(c)));
    return escaped.append('\'').toString();
  }
}
