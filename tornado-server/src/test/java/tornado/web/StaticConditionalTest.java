// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tornado.wire.WireClient;
import tornado.wire.WireResponse;

/// Requests for a static file that the client has already, or a version of it. Python: web_test, StaticFileTest.
final class StaticConditionalTest extends StaticFixture {
  private static final String ETAG = '"' + ROBOTS_HASH + '"';

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "static304IfModifiedSince        | Sat, 03 Feb 2024 04:05:06 GMT | 304",
        "later                           | Sat, 03 Feb 2024 04:05:07 GMT | 304",
        "staticIfModifiedSinceTimeZone   | Sat, 03 Feb 2024 04:05:06     | 304",
        "earlier                         | Sat, 03 Feb 2024 04:05:05 GMT | 200",
        "staticIfModifiedSincePreEpoch   | Fri, 01 Jan 1960 00:00:00 GMT | 200",
        "no such day                     | Mon, 99 Foo 2024 04:05:06 GMT | 200",
        "static304IfModifiedSinceInvalid | yesterday                     | 200"
      })
  void static304IfModifiedSince(String name, String date, int code) throws IOException {
    WireResponse response = serveStatic().get("/static/robots.txt", "If-Modified-Since: " + date);

    assertThat(response.code()).as(name).isEqualTo(code);
  }

  @Test
  void static304IfNoneMatch() throws IOException {
    WireResponse response =
        serveStatic().get("/static/robots.txt", "If-None-Match: \"x\", W/" + ETAG);

    assertThat(response.code()).isEqualTo(304);
    assertThat(response.field("Etag")).isEqualTo(ETAG);
    assertThat(response.all("Last-Modified")).hasSize(1);
    assertThat(response.field("Content-Type") + response.field("Content-Length")).isEmpty();
  }

  /// A tag that doesn't match is news, however old the file is.
  @Test
  void static304EtagModifiedBug() throws IOException {
    WireResponse response =
        serveStatic()
            .get(
                "/static/robots.txt",
                "If-None-Match: \"MISMATCH\"",
                "If-Modified-Since: Sat, 03 Feb 2024 04:05:06 GMT");

    assertThat(response.code()).isEqualTo(200);
  }

  @Test
  void staticEtag() throws IOException {
    assertThat(serveStatic().get("/static/robots.txt").field("Etag")).isEqualTo(ETAG);
  }

  @Test
  void staticRangeIfNoneMatch() throws IOException {
    WireResponse response =
        serveStatic().get("/static/robots.txt", "Range: bytes=1-4", "If-None-Match: " + ETAG);

    assertThat(response.code()).isEqualTo(304);
    assertThat(response.field("Content-Range")).isEmpty();
    assertThat(response.field("Etag")).isEqualTo(ETAG);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "TAG                           | 206",
        "W/TAG                         | 200",
        "\"other\"                     | 200",
        "Sat, 03 Feb 2024 04:05:06 GMT | 206",
        "Sat, 03 Feb 2024 04:05:07 GMT | 200",
        "nonsense                      | 200"
      })
  void rangeOfAnotherVersionIsIgnored(String validator, int code) throws IOException {
    WireClient client = serveStatic();

    WireResponse response =
        client.get(
            "/static/robots.txt",
            "Range: bytes=0-3",
            "If-Range: " + validator.replace("TAG", ETAG));

    assertThat(response.code()).isEqualTo(code);
    assertThat(response.body()).isEqualTo(code == 206 ? "User" : ROBOTS);
  }
}
