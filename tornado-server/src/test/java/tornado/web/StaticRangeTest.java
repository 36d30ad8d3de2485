// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tornado.wire.WireResponse;

/// Parts of static files. Python: web_test, StaticFileTest.
final class StaticRangeTest extends StaticFixture {
  private WireResponse get(String range) throws IOException {
    return serveStatic().get("/static/robots.txt", "Range: " + range);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "staticWithRange, bytes=0-9, User-agent, bytes 0-9/26",
    "staticWithRangeNegEnd, bytes=-4, ': /\n', bytes 22-25/26",
    "staticWithRangeEndEdge, bytes=22-25, ': /\n', bytes 22-25/26",
    "no end, bytes=22-, ': /\n', bytes 22-25/26",
    "past the end, bytes=22-1000, ': /\n', bytes 22-25/26"
  })
  void staticWithRange(String name, String range, String body, String contentRange)
      throws IOException {
    WireResponse response = get(range);

    assertThat(response.code()).as(name).isEqualTo(206);
    assertThat(response.body()).isEqualTo(body);
    assertThat(response.field("Content-Range")).isEqualTo(contentRange);
    assertThat(response.field("Content-Length")).isEqualTo(Integer.toString(body.length()));
    assertThat(response.field("Etag")).isEqualTo('"' + ROBOTS_HASH + '"');
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "staticWithRangeFullFile, bytes=0-",
    "to the last byte, bytes=0-25",
    "staticWithRangeFullPastEnd, bytes=0-10000000",
    "staticWithRangeNegPastStart, bytes=-1000000"
  })
  void staticWithRangeFullFile(String name, String range) throws IOException {
    WireResponse response = get(range);

    assertThat(response.code()).as(name).isEqualTo(200);
    assertThat(response.body()).isEqualTo(ROBOTS);
    assertThat(response.field("Content-Range")).isEmpty();
  }

  @Test
  void staticWithRangePartialPastEnd() throws IOException {
    WireResponse response = get("bytes=1-10000000");

    assertThat(response.code()).isEqualTo(206);
    assertThat(response.body()).isEqualTo(ROBOTS.substring(1));
    assertThat(response.field("Content-Range")).isEqualTo("bytes 1-25/26");
  }

  @ParameterizedTest
  @ValueSource(strings = {"asdf", "bytes=a-b", "lines=1-2", "bytes=1-2,4-5", "bytes=1--2"})
  void staticInvalidRange(String range) throws IOException {
    WireResponse response = get(range);

    assertThat(response.code()).isEqualTo(200);
    assertThat(response.body()).isEqualTo(ROBOTS);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "staticUnsatisfiableRangeZeroSuffix, bytes=-0",
    "staticUnsatisfiableRangeInvalidStart, bytes=26-",
    "start and end past the end, bytes=27-30",
    "staticUnsatisfiableRangeEndLessThanStart, bytes=10-3"
  })
  void staticUnsatisfiableRange(String name, String range) throws IOException {
    WireResponse response = get(range);

    assertThat(response.code()).as(name).isEqualTo(416);
    assertThat(response.body()).isEmpty();
    assertThat(response.field("Content-Type")).isEqualTo("text/plain");
    assertThat(response.field("Content-Range")).isEqualTo("bytes */26");
  }

  @Test
  void staticHeadRange() throws IOException {
    WireResponse response = serveStatic().head("/static/robots.txt", "Range: bytes=1-4");

    assertThat(response.code()).isEqualTo(206);
    assertThat(response.field("Content-Length")).isEqualTo("4");
    assertThat(response.field("Content-Range")).isEqualTo("bytes 1-4/26");
    assertThat(response.field("Etag")).isEqualTo('"' + ROBOTS_HASH + '"');
  }

  @Test
  void partOfALargeFile() throws IOException {
    String content = "0123456789abcdef".repeat(1 << 17);
    file("large.bin", content);

    WireResponse response = serveStatic().get("/static/large.bin", "Range: bytes=1000000-1999999");

    assertThat(response.body()).isEqualTo(content.substring(1_000_000, 2_000_000));
    assertThat(response.field("Content-Range")).isEqualTo("bytes 1000000-1999999/2097152");
  }
}
