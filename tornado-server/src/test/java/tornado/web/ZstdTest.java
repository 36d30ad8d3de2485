// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tornado.wire.WireClient;
import tornado.wire.WireResponse;

/// Answers compressed by zstd.
final class ZstdTest extends WebFixture {
  private static final String PAGE = "hello world ".repeat(200);
  private static final String BROWSER = "Accept-Encoding: gzip, deflate, br, zstd";

  private WireClient compressing(Body body) throws IOException {
    return serve(Application.builder().route(".*", handler(body)).compressResponse(true));
  }

  private static String unpack(WireResponse response) throws IOException {
    byte[] bytes = response.body().getBytes(StandardCharsets.ISO_8859_1);
    try (var in = new ZstdInputStream(new ByteArrayInputStream(bytes))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void libraryIsThere() {
    assertThat(ContentCoding.ZSTD.works()).isTrue();
  }

  @Test
  void clientsThatLikeAllTheSameGetIt() throws IOException {
    WireClient client = compressing(handler -> handler.write(PAGE));

    WireResponse response = client.get("/", BROWSER);

    assertThat(response.field("Content-Encoding")).isEqualTo("zstd");
    assertThat(response.field("Etag")).endsWith("-zstd\"");
    assertThat(unpack(response)).isEqualTo(PAGE);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "zstd                  | zstd",
        "gzip;q=0.9, zstd      | zstd",
        "gzip, zstd;q=0.9      | gzip",
        "zstd;q=0, gzip        | gzip",
        "*                     | gzip",
        "zstd;q=0.5, identity  | ''",
        "zstd;q=0              | ''",
      })
  void weightsDecide(String accepted, String coding) throws IOException {
    WireClient client = compressing(handler -> handler.write(PAGE));

    WireResponse response = client.get("/", "Accept-Encoding: " + accepted);

    assertThat(response.field("Content-Encoding")).isEqualTo(coding);
  }

  @Test
  void piecesFollowEachOther() throws IOException {
    WireClient client =
        compressing(handler -> {
          handler.write("asdf");
          handler.flush();
          handler.write("qwer");
        });

    assertThat(unpack(client.get("/", BROWSER))).isEqualTo("asdfqwer");
  }

  @Test
  void notModifiedNamesTheFormThatTheClientHas() throws IOException {
    WireClient client = compressing(handler -> handler.write(PAGE));
    String tag = client.get("/", BROWSER).field("Etag");

    WireResponse response = client.get("/", BROWSER, "If-None-Match: " + tag);

    assertThat(response.code()).isEqualTo(304);
    assertThat(response.field("Etag")).isEqualTo(tag);
  }
}
