// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import okio.Buffer;
import okio.GzipSource;
import org.junit.jupiter.api.Test;
import tornado.wire.WireClient;
import tornado.wire.WireResponse;

/// Static files of an application that compresses. Python: web_test, GzipTestCase.
final class CompressedStaticTest extends StaticFixture {
  private static final String GZIP = "Accept-Encoding: gzip";

  private WireClient serveCompressed() throws IOException {
    return serve(Application.builder().staticPath(root()).compressResponse(true));
  }

  /// A file is sent in pieces, and yet compressed as one.
  @Test
  void gzipStatic() throws IOException {
    String content = "User-agent: *\nDisallow: /\n".repeat(10_000);
    file("robots.txt", content);

    WireResponse response = serveCompressed().get("/robots.txt", GZIP);

    assertThat(response.field("Content-Encoding")).isEqualTo("gzip");
    assertThat(response.field("Vary")).isEqualTo("Accept-Encoding");
    assertThat(response.field("Etag")).endsWith("-gzip\"");
    var bytes = new Buffer().writeString(response.body(), StandardCharsets.ISO_8859_1);
    var plain = new Buffer();
    plain.writeAll(new GzipSource(bytes));
    assertThat(plain.readUtf8()).isEqualTo(content);
  }

  @Test
  void smallFilesOnlyVary() throws IOException {
    WireResponse response = serveCompressed().get("/static/robots.txt", GZIP);

    assertThat(response.body()).isEqualTo(ROBOTS);
    assertThat(response.field("Vary")).isEqualTo("Accept-Encoding");
  }

  @Test
  void rangesStayAsTheyAre() throws IOException {
    file("robots.txt", ROBOTS.repeat(1000));

    WireResponse response = serveCompressed().get("/robots.txt", GZIP, "Range: bytes=0-1999");

    assertThat(response.code()).isEqualTo(206);
    assertThat(response.names()).doesNotContain("Content-Encoding");
    assertThat(response.body()).isEqualTo(ROBOTS.repeat(1000).substring(0, 2000));
  }

  @Test
  void compressedFileIsNotModified() throws IOException {
    file("robots.txt", ROBOTS.repeat(1000));
    WireClient client = serveCompressed();
    String tag = client.get("/robots.txt", GZIP).field("Etag");

    assertThat(client.get("/robots.txt", GZIP, "If-None-Match: " + tag).code()).isEqualTo(304);
  }
}
