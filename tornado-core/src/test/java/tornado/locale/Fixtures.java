// SPDX-License-Identifier: Apache-2.0
package tornado.locale;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;

/// The translations among the tests' resources, and short catalogues out of text.
final class Fixtures {
  static final String COMPILED = "gettext/fr_FR/LC_MESSAGES/tornado_test.mo";
  static final String SOURCE = "gettext/fr_FR/LC_MESSAGES/tornado_test.po";

  private Fixtures() {}

  static InputStream stream(String name) {
    return Objects.requireNonNull(Fixtures.class.getResourceAsStream("/locale/" + name), name);
  }

  static byte[] bytes(String name) {
    try (InputStream in = stream(name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path directory(String name) {
    try {
      return Path.of(
          Objects.requireNonNull(Fixtures.class.getResource("/locale/" + name), name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// Returns the catalogue that a `.po` file of that text is, called `test.po` in the log.
  static GettextCatalogue po(String text) {
    return POFile.read("test.po", utf8(text));
  }

  /// Returns the catalogue that a CSV file of that text is, called `test.csv` in the log.
  static CSVCatalogue csv(String text) {
    return CSVCatalogue.read("test.csv", utf8(text), null);
  }
}
