// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tornado.fixture.LogRecorder;
import tornado.wire.WireClient;
import tornado.wire.WireResponse;

/// Folders' own files, fallbacks and compressed siblings. Python: web_test, StaticDefaultFilenameTest and StaticDefaultFilenameRootTest.
final class StaticOptionsTest extends StaticFixture {
  private static StaticFileOptions.Builder index() {
    return StaticFileOptions.builder().defaultFilename("index.html");
  }

  @Test
  void staticDefaultFilename() throws IOException {
    WireResponse response = serveStatic(index()).get("/static/dir/");

    assertThat(response.body()).isEqualTo("this is the index\n");
    assertThat(response.field("Content-Type")).isEqualTo("text/html");
  }

  @Test
  void staticDefaultRedirect() throws IOException {
    WireResponse response = serveStatic(index()).get("/static/dir");

    assertThat(response.code()).isEqualTo(301);
    assertThat(response.field("Location")).isEqualTo("/static/dir/");
  }

  @Test
  void folderWithoutItsFileIsA404() throws IOException {
    file("other/x", "");

    assertThat(serveStatic(index()).get("/static/other/").code()).isEqualTo(404);
  }

  /// A browser would take the target for a host.
  @ParameterizedTest
  @ValueSource(strings = {"//evil.com/..", "/\\evil.com/../."})
  void noOpenRedirect(String start) throws IOException {
    Path top = root().getRoot();
    WireClient client =
        serve(Application.builder().route("/(.*)", () -> new StaticFileHandler(top, "index.html")));

    try (LogRecorder log = LogRecorder.of("tornado.general")) {
      WireResponse response = client.get(start + root().toRealPath() + "/dir");

      assertThat(response.code()).isEqualTo(403);
      assertThat(response.field("Location")).isEmpty();
      assertThat(log.lines())
          .singleElement()
          .asString()
          .contains("cannot redirect path with two initial slashes");
    }
  }

  @Test
  void fallbackIsServedForPages() throws IOException {
    file("app.html", "the program");
    WireClient client = serveStatic(StaticFileOptions.builder().fallback("app.html"));

    assertThat(client.get("/static/settings/profile").body()).isEqualTo("the program");
    assertThat(client.get("/static/robots.txt").body()).isEqualTo(ROBOTS);
    assertThat(client.get("/static/missing.js").code()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gzip                | gzip",
        "gzip, br            | br",
        "gzip, zstd          | zstd",
        "br;q=0, gzip;q=0.1  | gzip",
        "*                   | br",
        "*;q=0               | ''",
        "deflate             | ''"
      })
  void precompressedSiblingIsServed(String accepted, String coding) throws IOException {
    file("app.js", "as it is");
    file("app.js.br", "br");
    file("app.js.zst", "zstd");
    file("app.js.gz", "gzip");

    WireResponse response =
        serveStatic(StaticFileOptions.builder().precompressed(true))
            .get("/static/app.js", "Accept-Encoding: " + accepted);

    String body = coding.isEmpty() ? "as it is" : coding;
    assertThat(response.body()).isEqualTo(body);
    assertThat(response.field("Content-Encoding")).isEqualTo(coding);
    assertThat(response.field("Content-Type")).isEqualTo("text/javascript");
    assertThat(response.field("Vary")).isEqualTo("Accept-Encoding");
    assertThat(response.field("Etag"))
        .isEqualTo('"' + ByteString.encodeUtf8(body).sha512().hex() + '"');
  }

  @Test
  void siblingsAreNotLookedForByDefault() throws IOException {
    file("robots.txt.gz", "gzip");

    WireResponse response = serveStatic().get("/static/robots.txt", "Accept-Encoding: gzip");

    assertThat(response.body()).isEqualTo(ROBOTS);
    assertThat(response.field("Vary")).isEmpty();
  }
}
