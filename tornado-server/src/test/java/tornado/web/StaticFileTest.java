// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tornado.fixture.LogRecorder;
import tornado.wire.WireClient;
import tornado.wire.WireResponse;

/// Static files as they are served, and their URLs. Python: web_test, StaticFileTest and StaticFileWithPathTest.
final class StaticFileTest extends StaticFixture {
  private static final String VERSIONED = "/static/robots.txt?v=" + ROBOTS_HASH;

  /// Serves the folder, and the URL of its `robots.txt`.
  private WireClient serveUrl(StaticURLOption... options) throws IOException {
    return serve(
        Application.builder()
            .staticPath(root())
            .route("/url", handler(h -> h.write(h.staticUrl("robots.txt", options)))));
  }

  @Test
  void staticFiles() throws IOException {
    WireClient client = serveStatic();

    for (String target : new String[] {"/robots.txt", "/static/robots.txt"}) {
      WireResponse response = client.get(target);

      assertThat(response.body()).isEqualTo(ROBOTS);
      assertThat(response.field("Content-Type")).isEqualTo("text/plain");
      assertThat(response.field("Content-Length")).isEqualTo("26");
      assertThat(response.field("Accept-Ranges")).isEqualTo("bytes");
      assertThat(response.field("Last-Modified")).isEqualTo("Sat, 03 Feb 2024 04:05:06 GMT");
      assertThat(response.field("Cache-Control") + response.field("Expires")).isEmpty();
    }
  }

  @Test
  void staticFilesCacheable() throws IOException {
    WireResponse response = serveStatic().get("/robots.txt?v=12345");

    assertThat(response.body()).isEqualTo(ROBOTS);
    assertThat(response.field("Cache-Control")).isEqualTo("max-age=315360000");
    assertThat(response.all("Expires")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "sample.xml, text/xml",
    "sample.xml.gz, application/gzip",
    "sample.xml.bz2, application/octet-stream",
    "sample.apk, application/octet-stream",
    "README, application/octet-stream",
    "SAMPLE.JS, text/javascript"
  })
  void staticCompressedFiles(String name, String type) throws IOException {
    file(name, "content");

    WireResponse response = serveStatic().get("/static/" + name);

    assertThat(response.field("Content-Type")).isEqualTo(type);
    assertThat(response.field("Content-Encoding")).isEmpty();
  }

  @Test
  void staticUrl() throws IOException {
    assertThat(serveUrl().get("/url").body()).isEqualTo(VERSIONED);
  }

  @Test
  void absoluteStaticUrl() throws IOException {
    String url = serveUrl(StaticURLOption.WITH_HOST).get("/url").body();

    assertThat(url).isEqualTo("http://a" + VERSIONED);
  }

  @Test
  void relativeVersionExclusion() throws IOException {
    String url = serveUrl(StaticURLOption.WITHOUT_VERSION).get("/url").body();

    assertThat(url).isEqualTo("/static/robots.txt");
  }

  @Test
  void absoluteVersionExclusion() throws IOException {
    String url =
        serveUrl(StaticURLOption.WITHOUT_VERSION, StaticURLOption.WITH_HOST).get("/url").body();

    assertThat(url).isEqualTo("http://a/static/robots.txt");
  }

  @Test
  void urlOfAFileThatCannotBeReadHasNoVersion() throws IOException {
    WireClient client =
        serve(
            Application.builder()
                .staticPath(root())
                .route("/", handler(handler -> handler.write(handler.staticUrl("not there")))));

    try (LogRecorder log = LogRecorder.of("tornado.general")) {
      assertThat(client.get("/").body()).isEqualTo("/static/not%20there");
      assertThat(log.lines()).singleElement().asString().contains("Could not open static file");
    }
  }

  @Test
  void urlNeedsAStaticPath() {
    Application application = Application.builder().build();

    assertThatThrownBy(application::staticUrlPrefix)
        .hasMessage("setting staticPath is missing: give it to Application.builder()");
  }

  @Test
  void changedFileHasAnotherVersion() throws IOException {
    WireClient client = serveUrl();
    client.get("/url");

    file("robots.txt", "something else");

    String hash = ByteString.encodeUtf8("something else").sha512().hex();
    assertThat(client.get("/url").body()).endsWith("?v=" + hash);
    assertThat(client.get("/robots.txt").field("Etag")).isEqualTo('"' + hash + '"');
  }

  @Test
  void static404() throws IOException {
    WireClient client = serveStatic();

    assertThat(client.get("/static/blarg").code()).isEqualTo(404);
    assertThat(client.get("/static/robots.txt/more").code()).isEqualTo(404);
    assertThat(client.get("/static/" + "a".repeat(5000)).code()).isEqualTo(404);
  }

  @Test
  void staticHead() throws IOException {
    WireResponse response = serveStatic().head("/static/robots.txt");

    assertThat(response.code()).isEqualTo(200);
    assertThat(response.field("Content-Length")).isEqualTo("26");
    assertThat(response.field("Etag")).isEqualTo('"' + ROBOTS_HASH + '"');
  }

  @Test
  void otherMethodsAreRefused() throws IOException {
    WireResponse response = serveStatic().post("/static/robots.txt", "x");

    assertThat(response.code()).isEqualTo(405);
    assertThat(response.field("Allow")).isEqualTo("GET, HEAD");
  }

  /// A file that is sent from the file to the socket, and hashed beside the loop.
  @Test
  void largeFile() throws IOException {
    String content = "0123456789abcdef".repeat(1 << 18);
    file("large.bin", content);

    WireClient client = serveStatic();
    WireResponse response = client.get("/static/large.bin");

    assertThat(response.body()).isEqualTo(content);
    assertThat(client.get("/robots.txt").body()).isEqualTo(ROBOTS);
  }

  @Test
  void otherPrefixIsServed() throws IOException {
    WireClient client =
        serve(Application.builder().staticPath(root()).staticUrlPrefix("/files.d/"));

    assertThat(client.get("/files.d/robots.txt").body()).isEqualTo(ROBOTS);
    assertThat(client.get("/filesXd/robots.txt").code()).isEqualTo(404);
    assertThat(client.get("/static/robots.txt").code()).isEqualTo(404);
  }

  @Test
  void serve() throws IOException {
    Path root = root();
    WireClient client =
        serve(Application.builder().route("/foo/(.*)", () -> new StaticFileHandler(root)));

    assertThat(client.get("/foo/robots.txt").body()).isEqualTo(ROBOTS);
  }

  @Test
  void rootStaticPath() throws IOException {
    Path top = root().getRoot();
    WireClient client = serve(Application.builder().staticPath(top));

    Path below = top.relativize(root().toRealPath());

    assertThat(client.get("/static/" + below + "/robots.txt").body()).isEqualTo(ROBOTS);
  }

  @Test
  void wrongSettingsAreRefused() throws IOException {
    Path file = Files.writeString(root().resolve("file"), "");

    assertThatThrownBy(() -> Application.builder().staticPath(file).build())
        .hasMessage("staticPath is not a folder: " + file);
    assertThatThrownBy(() -> Application.builder().staticPath(root()).staticUrlPrefix("s/").build())
        .hasMessage("staticUrlPrefix has no slash at its start: s/");
  }
}
