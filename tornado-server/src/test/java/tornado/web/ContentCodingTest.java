// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Codings where their libraries are missing.
final class ContentCodingTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource({"ZSTD, false", "BR, false", "GZIP, true"})
  void withoutLibrariesOnlyGzipWorks(String coding, boolean works) throws Exception {
    try (var bare = new URLClassLoader(withoutLibraries(), ClassLoader.getPlatformClassLoader())) {
      Class<?> codings = bare.loadClass("tornado.web.ContentCoding");
      Object found = codings.getMethod("valueOf", String.class).invoke(null, coding);

      assertThat(codings.getMethod("works").invoke(found)).isEqualTo(works);
    }
  }

  private static URL[] withoutLibraries() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(entry -> !entry.contains("brotli4j") && !entry.contains("zstd-jni"))
        .map(ContentCodingTest::url)
        .toArray(URL[]::new);
  }

  private static URL url(String entry) {
    try {
      return Path.of(entry).toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }
}
