// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/// Peers that don't speak TLS where they should. Engines say little about them, and each says something else.
///
/// **Thread**: any.
final class PlainText {
  /// The content types of records (RFC 8446 §5.1).
  private static final int FIRST_TYPE = 20;

  private static final int LAST_TYPE = 24;

  /// The mark of the oldest way to say hello (RFC 5246, appendix E.2), which engines may know.
  private static final int OLDEST_HELLO = 0x80;

  private static final int TEXT_LENGTH = 64;

  /// A line of HTTP/1.x, request or response.
  private static final Pattern HTTP = Pattern.compile("(?s)([A-Z]+ (/|\\*|https?:)|HTTP/1\\.).*");

  private PlainText() {}

  /// Refuses what can't be the start of TLS.
  ///
  /// @param start the first bytes of the peer; not empty, and left as it is
  /// @throws SSLException with the start of what the peer said
  static void refuse(ByteBuffer start) throws SSLException {
    int first = start.get(start.position()) & 0xff;
    if ((first >= FIRST_TYPE && first <= LAST_TYPE) || first >= OLDEST_HELLO) {
      return;
    }
    String text = StandardCharsets.ISO_8859_1.decode(start.duplicate()).toString();
    String kind = HTTP.matcher(text).matches() ? "plain HTTP: " : "";
    throw new SSLException("expected TLS but was " + kind + quote(text));
  }

  /// Quotes the first line; not the query of a URL, which may hold a secret.
  private static String quote(String text) {
    var quoted = new StringBuilder("'");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\r' || c == '\n') {
        break;
      }
      if (c == '?' || i == TEXT_LENGTH) {
        return quoted.append("...'").toString();
      }
      quoted.append(c < ' ' || c >= 0x7f ? String.format("\\x%02x", (int) c) : c);
    }
    return quoted.append('\'').toString();
  }
}
