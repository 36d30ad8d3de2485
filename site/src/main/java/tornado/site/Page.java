// SPDX-License-Identifier: Apache-2.0
package tornado.site;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import okio.ByteString;
import tornado.web.RequestHandler;

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

  /// Writes it as the answer.
  void writeTo(RequestHandler handler, String contentType) {
    handler.setHeader("Content-Type", contentType);
    handler.setHeader("Content-Security-Policy", "default-src 'self'");
    handler.setHeader("X-Content-Type-Options", "nosniff");
    handler.write(content);
  }
}
