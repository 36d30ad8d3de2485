// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tornado.fixture.LogRecorder;
import tornado.wire.WireClient;
import tornado.wire.WireResponse;

/// Ways out of the folder of static files, all shut. Python: web_test, StaticFileTest.
final class StaticTraversalTest extends StaticFixture {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "../secret.txt",
        "%2e%2e/secret.txt",
        "..%2fsecret.txt",
        "%2E%2E%2Fsecret.txt",
        "dir/../../secret.txt",
        "./.././secret.txt",
        "../static_foo/secret.txt",
        "..",
        "../",
        "/etc/passwd",
        "%2fetc%2fpasswd"
      })
  void pathTraversalProtection(String path) throws IOException {
    WireClient client = serveStatic();

    try (LogRecorder log = LogRecorder.of("tornado.general")) {
      WireResponse response = client.get("/static/" + path);

      assertThat(response.code()).isEqualTo(403);
      assertThat(response.body())
          .isEqualTo("<html><title>403: Forbidden</title><body>403: Forbidden</body></html>");
      assertThat(log.lines())
          .singleElement()
          .asString()
          .contains("is not in root static directory");
    }
  }

  /// Decoded once only; a backslash is part of a name; no name has a NUL.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "%252e%252e/secret.txt",
        "..%255csecret.txt",
        "..%5csecret.txt",
        "..\\secret.txt",
        "robots.txt%00",
        "robots.txt%00.png",
        "..;/secret.txt",
        "CON",
        "nul.txt"
      })
  void pathsThatAreNoFile(String path) throws IOException {
    WireResponse response = serveStatic().get("/static/" + path);

    assertThat(response.code()).isEqualTo(404);
  }

  @Test
  void stepsWithinTheFolderAreFine() throws IOException {
    WireClient client = serveStatic();

    assertThat(client.get("/static/dir/../robots.txt").body()).isEqualTo(ROBOTS);
    assertThat(client.get("/static/../static/robots.txt").body()).isEqualTo(ROBOTS);
  }

  @Test
  void folderIsNoFile() throws IOException {
    WireClient client = serveStatic();

    try (LogRecorder log = LogRecorder.of("tornado.general")) {
      assertThat(client.get("/static/dir").code()).isEqualTo(403);
      assertThat(client.get("/static/").code()).isEqualTo(403);
      assertThat(log.lines()).allMatch(line -> line.contains("is not a file")).hasSize(2);
    }
  }

  @Test
  void linkOutOfTheFolderIsRefused() throws IOException {
    Files.createSymbolicLink(root().resolve("link.txt"), Path.of("../secret.txt"));
    Files.createSymbolicLink(root().resolve("folder"), Path.of("../static_foo"));
    WireClient client = serveStatic(StaticFileOptions.builder().defaultFilename("secret.txt"));

    try (LogRecorder log = LogRecorder.of("tornado.general")) {
      assertThat(client.get("/static/link.txt").code()).isEqualTo(403);
      assertThat(client.get("/static/folder").code()).isEqualTo(403);
      assertThat(client.get("/static/folder/secret.txt").code()).isEqualTo(403);
      assertThat(log.lines())
          .allMatch(line -> line.contains("is a link out of static directory"))
          .hasSize(3);
    }
  }

  @Test
  void linkOutOfTheFolderIsFollowedIfAllowed() throws IOException {
    Files.createSymbolicLink(root().resolve("link.txt"), Path.of("../secret.txt"));
    WireClient client = serveStatic(StaticFileOptions.builder().followSymlinks(true));

    assertThat(client.get("/static/link.txt").body()).isEqualTo("secret");
  }

  @Test
  void linkWithinTheFolderIsFollowed() throws IOException {
    Files.createSymbolicLink(root().resolve("link.txt"), Path.of("robots.txt"));

    assertThat(serveStatic().get("/static/link.txt").body()).isEqualTo(ROBOTS);
  }

  @ParameterizedTest
  @CsvSource({
    "con, true",
    "a/NUL.txt, true",
    "com1, true",
    "lpt².x/b, true",
    "aux .html, true",
    "console, false",
    "com10.js, false",
    "a/b.con, false"
  })
  void staticWindowsSpecialFilenames(String path, boolean device) {
    assertThat(DeviceNames.isIn(Path.of(path))).isEqualTo(device);
  }
}
