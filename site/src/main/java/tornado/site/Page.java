// SPDX-License-Identifier: Apache-2.0
package tornado.site;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import okio.ByteString;

/// A file of the site, read once at the start.
///
/// **Thread**: any.
record Page(ByteString content) {
  static Page of(String name) {
    try (InputStream in = Page.class.getResourceAsStream(name)) {
      return new Page(ByteString.of(Objects.requireNonNull(in, name).readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
