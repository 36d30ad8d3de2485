// SPDX-License-Identifier: Apache-2.0
package tornado.site;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import okio.ByteString;

/// The files of the site, which stand beside its classes.
///
/// **Thread**: any.
final class Resources {
  private Resources() {}

  /// Opens a file, which has to be there.
  static InputStream open(String name) {
    return Objects.requireNonNull(Resources.class.getResourceAsStream(name), name);
  }

  /// Reads a file, which has to be there.
  static ByteString read(String name) {
    try (InputStream in = open(name)) {
      return ByteString.of(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
