// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tornado.wire.WireClient;
import tornado.wire.WireResponse;

/// Which answers are compressed and how, as an application says.
final class CompressionOptionsTest extends WebFixture {
  private static final String GZIP = "Accept-Encoding: gzip";
  private static final String ALL = "Accept-Encoding: gzip, br, zstd";

  /// Is smaller the harder one tries.
  private static final String NUMBERS =
      new Random(1)
          .ints(5000, 0, 1000)
          .mapToObj(Integer::toString)
          .collect(Collectors.joining(","));

  private WireClient compressing(CompressionOptions.Builder options, Body body) throws IOException {
    return serve(Application.builder().route(".*", handler(body)).compression(options.build()));
  }

  private static int size(WireResponse response) {
    return response.body().length();
  }

  @Test
  void defaultsAreThoseOfCompressResponse() throws IOException {
    WireClient client =
        compressing(
            CompressionOptions.builder(),
            handler -> handler.write("a".repeat(handler.getArgument("n", int.class, 0))));

    assertThat(client.get("/?n=1024", GZIP).field("Content-Encoding")).isEqualTo("gzip");
    assertThat(client.get("/?n=1023", GZIP).field("Content-Encoding")).isEmpty();
  }

  @Test
  void compressResponseTurnsItOff() throws IOException {
    WireClient client =
        serve(
            Application.builder()
                .route("/", handler(handler -> handler.write(NUMBERS)))
                .compression(CompressionOptions.DEFAULT)
                .compressResponse(false));

    assertThat(client.get("/", GZIP).names()).doesNotContain("Content-Encoding", "Vary");
  }

  @Test
  void shortestThatIsCompressed() throws IOException {
    WireClient client =
        compressing(
            CompressionOptions.builder().minBytes(100),
            handler -> handler.write("a".repeat(handler.getArgument("n", int.class, 0))));

    assertThat(client.get("/?n=99", GZIP).field("Content-Encoding")).isEmpty();
    assertThat(client.get("/?n=100", GZIP).field("Content-Encoding")).isEqualTo("gzip");
  }

  @Test
  void shortestMayBeLongerThanMost() throws IOException {
    WireClient client =
        compressing(
            CompressionOptions.builder().minBytes(100_000), handler -> handler.write(NUMBERS));

    assertThat(client.get("/", GZIP).body()).isEqualTo(NUMBERS);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "text/html,                false",
    "application/json,         false",
    "application/pdf,          true",
    "APPLICATION/PDF; a=b,     true",
    "application/pdfs,         false",
    "model/obj,                true",
    "model/,                   true",
    "application/geo+json-seq, false",
    "application/feed+cbor,    true",
  })
  void types(String type, boolean compressed) throws IOException {
    WireClient client =
        compressing(
            CompressionOptions.builder().types("application/pdf", "model/", "+CBOR"),
            handler -> {
              handler.setHeader("Content-Type", type);
              handler.write(NUMBERS);
            });

    assertThat(client.get("/", GZIP).names().anyMatch("Content-Encoding"::equals))
        .isEqualTo(compressed);
  }

  @Test
  void firstCodingOfThoseThatTheClientLikesEqually() throws IOException {
    WireClient client =
        compressing(
            CompressionOptions.builder().codings(ContentCoding.GZIP, ContentCoding.ZSTD),
            handler -> handler.write(NUMBERS));

    assertThat(client.get("/", ALL).field("Content-Encoding")).isEqualTo("gzip");
    assertThat(client.get("/", "Accept-Encoding: gzip;q=0.9, zstd").field("Content-Encoding"))
        .isEqualTo("zstd");
  }

  @Test
  void codingsThatAreNotNamedAreNotUsed() throws IOException {
    WireClient client =
        compressing(
            CompressionOptions.builder().codings(ContentCoding.ZSTD),
            handler -> handler.write(NUMBERS));

    WireResponse response = client.get("/", GZIP);

    assertThat(response.names()).doesNotContain("Content-Encoding");
    assertThat(response.field("Vary")).isEqualTo("Accept-Encoding");
    assertThat(response.body()).isEqualTo(NUMBERS);
  }

  @Test
  void tagIsThatOfTheCodingThatIsUsed() throws IOException {
    WireClient client =
        compressing(
            CompressionOptions.builder().codings(ContentCoding.GZIP, ContentCoding.ZSTD),
            handler -> handler.write(NUMBERS));
    String tag = client.get("/", ALL).field("Etag");

    assertThat(tag).endsWith("-gzip\"");
    assertThat(client.get("/", ALL, "If-None-Match: " + tag).code()).isEqualTo(304);
    assertThat(client.get("/", ALL, "If-None-Match: " + tag.replace("gzip", "zstd")).code())
        .isEqualTo(200);
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvSource({"GZIP, 1, 9", "ZSTD, 1, 19", "BR, 0, 11"})
  void levels(ContentCoding coding, int lowest, int highest) throws IOException {
    assumeThat(coding.works()).isTrue();
    String accept = "Accept-Encoding: " + coding.token();
    CompressionOptions.Builder options = CompressionOptions.builder();

    WireClient fast = compressing(options.level(coding, lowest), handler -> handler.write(NUMBERS));
    int large = size(fast.get("/", accept));
    stop();
    WireClient slow =
        compressing(options.level(coding, highest), handler -> handler.write(NUMBERS));
    int small = size(slow.get("/", accept));

    assertThat(small).isLessThan(large);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({"GZIP, 0", "GZIP, 10", "ZSTD, 0", "ZSTD, 20", "BR, -1", "BR, 12"})
  void levelThatIsNone(ContentCoding coding, int level) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CompressionOptions.builder().level(coding, level))
        .withMessageStartingWith("level of " + coding.token())
        .withMessageEndingWith(": " + level);
  }

  @ParameterizedTest
  @EnumSource
  void levelUnlessSet(ContentCoding coding) {
    CompressionOptions options = CompressionOptions.builder().level(ContentCoding.GZIP, 2).build();

    assertThat(options.level(coding))
        .isEqualTo(coding == ContentCoding.GZIP ? 2 : coding.defaultLevel());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "text", "*/*", "text/*", "text/html; charset=utf-8", "+", "a b/c"})
  void typeThatIsNone(String type) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CompressionOptions.builder().types("text/", type))
        .withMessage("types has what is no media type: " + type);
  }

  @Test
  void otherWrongValues() {
    CompressionOptions.Builder options = CompressionOptions.builder();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> options.minBytes(-1))
        .withMessage("byteCount < 0: -1");
    assertThatIllegalArgumentException().isThrownBy(options::types).withMessage("types is empty");
    assertThatIllegalArgumentException()
        .isThrownBy(options::codings)
        .withMessage("codings is empty");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> options.codings(ContentCoding.GZIP, ContentCoding.GZIP))
        .withMessage("codings names one twice: [GZIP, GZIP]");
  }
}
