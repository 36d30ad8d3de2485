// SPDX-License-Identifier: Apache-2.0
package tornado.httputil;

import org.jspecify.annotations.Nullable;
import tornado.util.TornadoException;

/// A fault of the peer's: what it sent breaks the protocol or a limit.
///
/// Tornado: `HTTPInputError`.
///
/// **Thread**: any.
public final class HTTPInputError extends TornadoException {
  private static final long serialVersionUID = 1L;
  private static final int WIRE_TEXT_LENGTH = 64;

  private final HTTPViolation violation;

  /// Makes an error without detail.
  public HTTPInputError(HTTPViolation violation) {
    super(violation.shortText());
    this.violation = violation;
  }

  /// Makes an error that quotes what was sent: control characters escaped, cut at 64 characters.
  public HTTPInputError(HTTPViolation violation, @Nullable String wireText) {
    super(
        wireText == null ? violation.shortText() : violation.shortText() + ": " + quote(wireText));
    this.violation = violation;
  }

  /// Returns which rule was broken.
  public HTTPViolation violation() {
    return violation;
  }

  /// Returns the status code of the answer.
  public int status() {
    return violation.status();
  }

  static String quote(String text) {
    var quoted = new StringBuilder("'");
    for (int i = 0; i < Math.min(text.length(), WIRE_TEXT_LENGTH); i++) {
      char c = text.charAt(i);
      if (c < ' ' || (c >= 0x7f && c < 0xa0) || c == '\u2028' || c == '\u2029') {
        quoted.append(String.format("\\x%02x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append(text.length() > WIRE_TEXT_LENGTH ? "..." : "").append('\'').toString();
  }
}
