// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tornado.wire.WireClient;
import tornado.wire.WireResponse;

/// Entity tags of answers that are compressed for some clients.
final class CompressedEtagTest extends WebFixture {
  private static final String GZIP = "Accept-Encoding: gzip";

  private WireClient tagged(String tag) throws IOException {
    return serve(
        Application.builder()
            .route(
                "/",
                handler(handler -> {
                  handler.setHeader("Etag", tag);
                  handler.write("a".repeat(2000));
                }))
            .compressResponse(true));
  }

  @Test
  void eachFormHasItsOwn() throws IOException {
    WireClient client = tagged("\"abc\"");

    assertThat(client.get("/").field("Etag")).isEqualTo("\"abc\"");
    assertThat(client.get("/", GZIP).field("Etag")).isEqualTo("\"abc-gzip\"");
    assertThat(client.head("/", GZIP).field("Etag")).isEqualTo("\"abc-gzip\"");
  }

  @Test
  void weakTagsStayWeak() throws IOException {
    WireClient client = tagged("W/\"abc\"");

    assertThat(client.get("/", GZIP).field("Etag")).isEqualTo("W/\"abc-gzip\"");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "\"abc-gzip\"              | \"abc-gzip\"",
        "\"x\", W/\"abc-gzip\"     | \"abc-gzip\"",
        "\"abc\"                   | \"abc\"",
        "*                         | \"abc\"",
      })
  void notModifiedNamesTheFormThatTheClientHas(String ifNoneMatch, String tag) throws IOException {
    WireClient client = tagged("\"abc\"");

    WireResponse response = client.get("/", GZIP, "If-None-Match: " + ifNoneMatch);

    assertThat(response.code()).isEqualTo(304);
    assertThat(response.names()).containsExactly("Server", "Date", "Etag", "Vary");
    assertThat(response.field("Etag")).isEqualTo(tag);
  }

  @Test
  void compressedFormIsNoneOfAClientThatTakesNoGzip() throws IOException {
    WireClient client = tagged("\"abc\"");

    assertThat(client.get("/", "If-None-Match: \"abc-gzip\"").code()).isEqualTo(200);
    assertThat(client.get("/", GZIP, "If-None-Match: \"abd-gzip\"").code()).isEqualTo(200);
  }

  @Test
  void withoutCompressionThereIsNoOtherForm() throws IOException {
    WireClient client =
        serve(handler -> {
          handler.setHeader("Etag", "\"abc\"");
          handler.write("hello");
        });

    assertThat(client.get("/", GZIP, "If-None-Match: \"abc-gzip\"").code()).isEqualTo(200);
  }
}
