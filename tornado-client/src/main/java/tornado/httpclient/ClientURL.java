// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tornado.netutil.Netutil;

/// An http or https URL (RFC 3986, RFC 9110 §4.2), taken apart.
///
/// **Thread**: any.
///
/// @param scheme `http` or `https`
/// @param userInfo what stood before the `@`, percent-encoded; null if nothing did
/// @param authority host and port as written, without user
/// @param host in lower case and ASCII, an IPv6 address without brackets
/// @param port the scheme's own if none was given
/// @param target path and query, as a request line has them
record ClientURL(
    String scheme,
    @Nullable String userInfo,
    String authority,
    String host,
    int port,
    String target) {
  /// Takes a URL apart. A fragment is dropped; characters beyond ASCII are percent-encoded.
  ///
  /// @throws IllegalArgumentException if it isn't one
  static ClientURL parse(String url) {
    int colon = url.indexOf("://");
    String scheme = colon < 0 ? "" : url.substring(0, colon).toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new IllegalArgumentException("url is not http: or https: " + shown(url));
    }
    int start = colon + 3;
    int end = endOfAuthority(url, start);
    int at = url.lastIndexOf('@', end - 1);
    String userInfo = at < start ? null : url.substring(start, at);
    String authority = url.substring(at < start ? start : at + 1, end);
    int portAt = portAt(authority);
    String host = host(portAt < 0 ? authority : authority.substring(0, portAt), url);
    int port = portAt < 0 ? 0 : port(authority.substring(portAt + 1), url);
    int defaultPort = scheme.equals("https") ? 443 : 80;
    boolean ascii = authority.chars().allMatch(c -> c < 0x80);
    return new ClientURL(
        scheme,
        userInfo,
        ascii ? authority : host + (portAt < 0 ? "" : authority.substring(portAt)),
        host,
        port == 0 ? defaultPort : port,
        target(url.substring(end), url));
  }

  boolean isHttps() {
    return scheme.equals("https");
  }

  /// Tells whether the other has the same scheme, host and port (RFC 6454 §5).
  boolean sameOrigin(ClientURL other) {
    return scheme.equals(other.scheme) && host.equals(other.host) && port == other.port;
  }

  /// Returns what a reference in a response to this means (RFC 3986 §5.2).
  ///
  /// @throws IllegalArgumentException if it isn't one
  ClientURL resolve(String reference) {
    String plain = reference.strip();
    int scheme = plain.indexOf(':');
    int path = firstOf(plain, "/?#", 0);
    if (scheme > 0 && scheme < path && isScheme(plain.substring(0, scheme))) {
      return parse(plain);
    }
    String base = this.scheme + "://" + authority;
    if (plain.startsWith("//")) {
      return parse(this.scheme + ":" + plain);
    }
    if (plain.startsWith("/")) {
      return parse(base + withoutDots(plain));
    }
    int query = target.indexOf('?');
    String ownPath = query < 0 ? target : target.substring(0, query);
    if (plain.isEmpty() || plain.startsWith("#")) {
      return parse(base + target);
    }
    if (plain.startsWith("?")) {
      return parse(base + ownPath + plain);
    }
    return parse(base + withoutDots(ownPath.substring(0, ownPath.lastIndexOf('/') + 1) + plain));
  }

  /// Returns the whole URL without user.
  @Override
  public String toString() {
    return scheme + "://" + authority + target;
  }

  private static boolean isScheme(String text) {
    return Character.isLetter(text.charAt(0))
        && text.chars()
            .allMatch(c -> Character.isLetterOrDigit(c) || c == '+' || c == '-' || c == '.');
  }

  private static int endOfAuthority(String url, int start) {
    return firstOf(url, "/?#", start);
  }

  private static int firstOf(String text, String any, int start) {
    for (int i = start; i < text.length(); i++) {
      if (any.indexOf(text.charAt(i)) >= 0) {
        return i;
      }
    }
    return text.length();
  }

  /// Returns where the colon before the port is, or -1.
  private static int portAt(String authority) {
    int colon = authority.lastIndexOf(':');
    return colon > authority.lastIndexOf(']') ? colon : -1;
  }

  private static String host(String text, String url) {
    if (text.startsWith("[") && text.endsWith("]")) {
      String address = text.substring(1, text.length() - 1);
      if (Netutil.isValidIp(address) && address.indexOf(':') >= 0) {
        return address.toLowerCase(Locale.ROOT);
      }
      throw new IllegalArgumentException("url has no valid host: " + shown(url));
    }
    try {
      String host = text.chars().allMatch(c -> c < 0x80) ? text : IDN.toASCII(text);
      boolean plain =
          host.chars().allMatch(c -> c > ' ' && c != 0x7f && "[]\"<>\\^`{|}@".indexOf(c) < 0);
      if (!host.isEmpty() && plain) {
        return host.toLowerCase(Locale.ROOT);
      }
    } catch (IllegalArgumentException ignored) {
      // Not the name of a host: said below.
    }
    throw new IllegalArgumentException("url has no valid host: " + shown(url));
  }

  private static int port(String digits, String url) {
    boolean number = digits.length() < 6 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    int port = number && !digits.isEmpty() ? Integer.parseInt(digits) : 0;
    if (!number || port > 65_535 || (port == 0 && !digits.isEmpty())) {
      throw new IllegalArgumentException("url has no valid port: " + shown(url));
    }
    return port;
  }

  private static String target(String rest, String url) {
    int fragment = rest.indexOf('#');
    String target = fragment < 0 ? rest : rest.substring(0, fragment);
    boolean plain = true;
    for (int i = 0; i < target.length(); i++) {
      char c = target.charAt(i);
      if (c <= ' ' || c == 0x7f) {
        throw new IllegalArgumentException(
            "url has a space or control character, to be percent-encoded: " + shown(url));
      }
      plain &= c < 0x80;
    }
    String ascii = plain ? target : encoded(target);
    return ascii.startsWith("/") ? ascii : "/" + ascii;
  }

  private static String encoded(String target) {
    var ascii = new StringBuilder();
    for (byte b : target.getBytes(StandardCharsets.UTF_8)) {
      if (b >= 0) {
        ascii.append((char) b);
      } else {
        ascii.append('%').append(String.format(Locale.ROOT, "%02X", b & 0xff));
      }
    }
    return ascii.toString();
  }

  /// Removes `.` and `..` from a path (RFC 3986 §5.2.4), whatever follows it.
  private static String withoutDots(String reference) {
    int end = firstOf(reference, "?#", 0);
    Deque<String> kept = new ArrayDeque<>();
    String[] segments = reference.substring(1, end).split("/", -1);
    for (int i = 0; i < segments.length; i++) {
      boolean last = i == segments.length - 1;
      switch (segments[i]) {
        case "." -> addIf(last, kept);
        case ".." -> {
          kept.pollLast();
          addIf(last, kept);
        }
        default -> kept.addLast(segments[i]);
      }
    }
    return "/" + String.join("/", kept) + reference.substring(end);
  }

  private static void addIf(boolean last, Deque<String> kept) {
    if (last) {
      kept.addLast("");
    }
  }

  /// Returns a URL as errors show it: without its user, and not endless.
  private static String shown(String url) {
    String safe = url.replaceFirst("//[^/?#]*@", "//...@").replaceAll("\\p{Cntrl}", "?");
    return safe.length() > 64 ? safe.substring(0, 64) + "..." : safe;
  }
}
