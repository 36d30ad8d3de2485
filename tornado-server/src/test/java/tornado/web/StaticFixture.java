// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import tornado.wire.WireClient;

/// A folder of static files in a folder of others, and an application that serves them.
abstract class StaticFixture extends WebFixture {
  /// The content that Tornado's own tests have, of 26 bytes.
  static final String ROBOTS = "User-agent: *\nDisallow: /\n";

  /// The SHA-512 of that.
  static final String ROBOTS_HASH =
      "63a36e950e134b5217e33c763e88840c10a07d80e6057d92b9ac97508de7fb1f"
          + "a6f0e9b7531e169657165ea764e8963399cb6d921ffe6078425aaafe54c04563";

  static final Instant MODIFIED = Instant.parse("2024-02-03T04:05:06.789Z");

  @TempDir private Path temporary;

  @BeforeEach
  void writeFiles() throws IOException {
    file("robots.txt", ROBOTS);
    file("dir/index.html", "this is the index\n");
    file("../secret.txt", "secret");
    file("../static_foo/secret.txt", "secret");
  }

  /// Returns the folder of static files.
  final Path root() {
    return temporary.resolve("static");
  }

  /// Writes a static file.
  final Path file(String name, String content) throws IOException {
    Path file = root().resolve(name);
    Files.createDirectories(root());
    Files.createDirectories(file.normalize().getParent());
    Files.writeString(file, content);
    Files.setLastModifiedTime(file, FileTime.from(MODIFIED));
    return file;
  }

  /// Serves the folder as most applications do.
  final WireClient serveStatic() throws IOException {
    return serve(Application.builder().staticPath(root()));
  }

  /// Serves the folder below `/static/` with options.
  final WireClient serveStatic(StaticFileOptions.Builder options) throws IOException {
    StaticFileOptions built = options.build();
    return serve(
        Application.builder()
            .staticPath(root())
            .staticHandler(folder -> new StaticFileHandler(folder, built)));
  }
}
