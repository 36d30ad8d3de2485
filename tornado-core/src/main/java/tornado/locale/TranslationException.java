// SPDX-License-Identifier: Apache-2.0
package tornado.locale;

import org.jspecify.annotations.Nullable;
import tornado.util.TornadoException;

/// Translations that can't be read. The message names the file, the line where there is one, and what is wrong.
///
/// **Thread**: any.
public final class TranslationException extends TornadoException {
  private static final long serialVersionUID = 1L;
  private static final int QUOTE_LENGTH = 64;

  TranslationException(String message) {
    this(message, null);
  }

  TranslationException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /// Returns what a file says as a message may show it: on one line, and cut at 64 characters.
  static String quote(String text) {
    boolean cut = text.length() > QUOTE_LENGTH;
    String shown = cut ? text.substring(0, QUOTE_LENGTH) + "..." : text;
    return "'" + shown.replaceAll("[\\p{Cc}\u2028\u2029]", "?") + "'";
  }
}
