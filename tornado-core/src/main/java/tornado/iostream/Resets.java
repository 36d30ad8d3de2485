// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.Locale;

/// Tells peers that left from connections that failed. The JDK has no error numbers, only the system's texts.
///
/// **Thread**: any.
final class Resets {
  private static final List<String> TEXTS =
      List.of(
          "reset", "broken pipe", "abort", "timed out", "wrong type for socket", "stream closed");

  private Resets() {}

  /// Tells whether `failure` is a reset, an abort, a broken pipe, a time-out of the connection, or its end where more had to come.
  static boolean isReset(IOException failure) {
    if (failure instanceof ClosedChannelException || failure instanceof EOFException) {
      return true;
    }
    String message = failure.getMessage();
    if (message == null) {
      return false;
    }
    String text = message.toLowerCase(Locale.ROOT);
    return TEXTS.stream().anyMatch(text::contains);
  }
}
