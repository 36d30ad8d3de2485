// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/// Appends a page to something that may fail, and knows whether that has.
///
/// **Thread**: owner.
final class AppendableSink implements PageSink {
  private final Appendable target;
  private @Nullable UncheckedIOException failure;

  AppendableSink(Appendable target) {
    this.target = target;
  }

  @Override
  public void write(String piece) {
    try {
      target.append(piece);
    } catch (IOException e) {
      failure = new UncheckedIOException(e);
      throw failure;
    }
  }

  /// Throws what the target has failed with, if it has: then the template is not to blame.
  void throwFailure() {
    if (failure != null) {
      throw failure;
    }
  }
}
