// SPDX-License-Identifier: Apache-2.0
package tornado.httputil;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The normal form of field names: each word between dashes begins with a capital, the rest is lower case.
///
/// **Thread**: any.
final class HeaderName {
  /// A power of two, large enough that few names of the list below share a place.
  private static final int TABLE_SIZE = 256;

  /// Names that are often sent, by [#hash]: found without making a string.
  private static final @Nullable String[] TABLE = new @Nullable String[TABLE_SIZE];

  /// The same names by their hash code, so that a literal of the library's own code is known at a glance.
  private static final @Nullable String[] LITERALS = new @Nullable String[TABLE_SIZE];

  static {
    for (String name :
        """
        Accept Accept-Charset Accept-Encoding Accept-Language Accept-Ranges Access-Control-Request-Headers
        Access-Control-Request-Method Age Allow Authorization Cache-Control Connection Content-Disposition
        Content-Encoding Content-Language Content-Length Content-Range Content-Type Cookie Date Dnt Etag Expect Expires
        Forwarded Host If-Match If-Modified-Since If-None-Match If-Range If-Unmodified-Since Keep-Alive Last-Modified
        Location Origin Pragma Priority Range Referer Retry-After Sec-Ch-Ua Sec-Ch-Ua-Mobile Sec-Ch-Ua-Platform
        Sec-Fetch-Dest Sec-Fetch-Mode Sec-Fetch-Site Sec-Fetch-User Sec-Websocket-Extensions Sec-Websocket-Key
        Sec-Websocket-Version Server Set-Cookie Te Trailer Transfer-Encoding Upgrade Upgrade-Insecure-Requests
        User-Agent Vary Via Www-Authenticate X-Forwarded-For X-Forwarded-Host X-Forwarded-Proto X-Real-Ip
        X-Requested-With X-Scheme X-Xsrftoken
        """
            .strip()
            .split("\\s+", -1)) {
      byte[] bytes = name.getBytes(StandardCharsets.ISO_8859_1);
      TABLE[hash(bytes, 0, bytes.length)] = name.intern();
      LITERALS[place(name)] = name.intern();
    }
  }

  private HeaderName() {}

  /// Returns the normal form: for a name that is often sent always the same object.
  static String normal(String name) {
    String known = LITERALS[place(name)];
    if (known != null && known.equals(name)) {
      return known;
    }
    boolean start = true;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c != normal(c, start)) {
        String rewritten = rewritten(name);
        String other = LITERALS[place(rewritten)];
        return other != null && other.equals(rewritten) ? other : rewritten;
      }
      start = c == '-';
    }
    return name;
  }

  /// Tells whether the name is the very object that stands for one of those often sent: a token in the normal form, and no other object
  /// spells it.
  @SuppressWarnings("ReferenceEquality") // that is the question
  static boolean isKnown(String normal) {
    return normal == LITERALS[place(normal)];
  }

  private static int place(String name) {
    return name.hashCode() & (TABLE_SIZE - 1);
  }

  /// Returns the name that the bytes spell, in the normal form, or null if they are no token.
  static @Nullable String of(byte[] bytes, int from, int to) {
    String known = TABLE[hash(bytes, from, to)];
    if (known != null && spells(bytes, from, to, known)) {
      return known;
    }
    String name = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    return Grammar.isToken(name) ? normal(name) : null;
  }

  private static boolean spells(byte[] bytes, int from, int to, String name) {
    if (name.length() != to - from) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      char known = name.charAt(i);
      int b = bytes[from + i];
      if (b != known && !(isLetter(known) && (b ^ known) == 0x20)) {
        return false;
      }
    }
    return true;
  }

  /// Hashes without regard to the case of ASCII letters, by the length and three bytes.
  private static int hash(byte[] bytes, int from, int to) {
    int length = to - from;
    if (length == 0) {
      return 0;
    }
    int first = bytes[from] | 0x20;
    int middle = bytes[from + length / 2] | 0x20;
    int last = bytes[to - 1] | 0x20;
    return (((length * 31 + first) * 31 + middle) * 31 + last) & (TABLE_SIZE - 1);
  }

  private static String rewritten(String name) {
    var text = new StringBuilder(name.length());
    boolean start = true;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      text.append(normal(c, start));
      start = c == '-';
    }
    return text.toString();
  }

  private static char normal(char c, boolean start) {
    if (start) {
      return c >= 'a' && c <= 'z' ? (char) (c - 0x20) : c;
    }
    return c >= 'A' && c <= 'Z' ? (char) (c + 0x20) : c;
  }

  private static boolean isLetter(char c) {
    char lower = (char) (c | 0x20);
    return lower >= 'a' && lower <= 'z';
  }
}
