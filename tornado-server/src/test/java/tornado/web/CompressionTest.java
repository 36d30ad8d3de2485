// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import okio.Buffer;
import okio.ByteString;
import okio.GzipSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tornado.httputil.HTTPHeaders;
import tornado.wire.WireClient;
import tornado.wire.WireResponse;

/// Compressed answers. Python: web_test, GzipTestCase.
final class CompressionTest extends WebFixture {
  private static final String GZIP = "Accept-Encoding: gzip";
  private static final String PAGE = "hello world ".repeat(200);

  private WireClient compressing(Body body) throws IOException {
    return serve(Application.builder().route(".*", handler(body)).compressResponse(true));
  }

  private static String gunzip(WireResponse response) throws IOException {
    var bytes = new Buffer().writeString(response.body(), StandardCharsets.ISO_8859_1);
    var plain = new Buffer();
    plain.writeAll(new GzipSource(bytes));
    return plain.readUtf8();
  }

  @Test
  void gzip() throws IOException {
    WireClient client = compressing(handler -> handler.write(PAGE));

    WireResponse response = client.get("/", GZIP);

    assertThat(response.field("Content-Encoding")).isEqualTo("gzip");
    assertThat(response.field("Vary")).isEqualTo("Accept-Encoding");
    assertThat(response.body().length()).isLessThan(100);
    assertThat(gunzip(response)).isEqualTo(PAGE);
  }

  @Test
  void gzipNotRequested() throws IOException {
    WireClient client = compressing(handler -> handler.write(PAGE));

    WireResponse response = client.get("/");

    assertThat(response.names()).doesNotContain("Content-Encoding");
    assertThat(response.field("Vary")).isEqualTo("Accept-Encoding");
    assertThat(response.body()).isEqualTo(PAGE);
  }

  @Test
  void offByDefault() throws IOException {
    WireClient client = serve(handler -> handler.write(PAGE));

    assertThat(client.get("/", GZIP).names()).doesNotContain("Content-Encoding", "Vary");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "gzip                     | true",
        "GZIP                     | true",
        "deflate, gzip;q=0.1      | true",
        "x-gzip                   | true",
        "*                        | true",
        "identity;q=0, *          | true",
        "gzip, identity           | true",
        "gzip;q=0.5, *;q=0        | true",
        "gzip;q=0                 | false",
        "gzip;q=0, *              | false",
        "gzip;q=0.5, identity     | false",
        "*;q=0                    | false",
        "compress                 | false",
        "notgzip                  | false",
        "gzip;q=nonsense          | false",
        ",                        | false",
      })
  void acceptEncodingIsAList(String accepted, boolean compressed) throws IOException {
    WireClient client = compressing(handler -> handler.write(PAGE));

    WireResponse response = client.get("/", "Accept-Encoding: " + accepted);

    assertThat(response.field("Content-Encoding")).isEqualTo(compressed ? "gzip" : "");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "Accept-Language                  | Accept-Language, Accept-Encoding",
        "Accept-Language, Cookie          | Accept-Language, Cookie, Accept-Encoding",
        "accept-encoding                  | accept-encoding",
        "*                                | *",
      })
  void varyAlreadyPresent(String vary, String extended) throws IOException {
    WireClient client =
        compressing(handler -> {
          handler.setHeader("Vary", vary);
          handler.write("short");
        });

    assertThat(client.get("/").all("Vary")).containsExactly(extended);
    assertThat(client.get("/", GZIP).all("Vary")).containsExactly(extended);
  }

  @Test
  void varyAlreadyPresentMultiple() throws IOException {
    WireClient client =
        compressing(handler -> {
          handler.addHeader("Vary", "Accept-Language");
          handler.addHeader("Vary", "Cookie");
          handler.write(PAGE);
        });

    assertThat(client.get("/", GZIP).all("Vary"))
        .containsExactly("Accept-Language, Cookie, Accept-Encoding");
  }

  @Test
  void onlyFrom1024Bytes() throws IOException {
    WireClient client =
        compressing(handler -> handler.write("a".repeat(handler.getArgument("n", int.class, 0))));

    assertThat(client.get("/?n=1023", GZIP).field("Content-Encoding")).isEmpty();
    assertThat(client.get("/?n=1024", GZIP).field("Content-Encoding")).isEqualTo("gzip");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/css",
        "TEXT/HTML; charset=UTF-8",
        "application/javascript",
        "application/json",
        "application/x-javascript",
        "application/xml",
        "application/atom+xml",
        "application/xhtml+xml",
        "image/svg+xml",
        "application/problem+json",
        "application/wasm",
        "font/ttf"
      })
  void typesThatProfit(String type) throws IOException {
    WireClient client =
        compressing(handler -> {
          handler.setHeader("Content-Type", type);
          handler.write(PAGE);
        });

    assertThat(client.get("/", GZIP).field("Content-Encoding")).isEqualTo("gzip");
  }

  @ParameterizedTest
  @ValueSource(strings = {"image/png", "application/gzip", "font/woff2", "video/mp4", "textual"})
  void typesThatDoNot(String type) throws IOException {
    WireClient client =
        compressing(handler -> {
          handler.setHeader("Content-Type", type);
          handler.write(PAGE);
        });

    assertThat(client.get("/", GZIP).names()).doesNotContain("Content-Encoding");
  }

  @Test
  void whatIsEncodedAlreadyStays() throws IOException {
    WireClient client =
        compressing(handler -> {
          handler.setHeader("Content-Encoding", "identity");
          handler.write(PAGE);
        });

    WireResponse response = client.get("/", GZIP);

    assertThat(response.all("Content-Encoding")).containsExactly("identity");
    assertThat(response.body()).isEqualTo(PAGE);
  }

  @Test
  void rangesStay() throws IOException {
    WireClient client =
        compressing(handler -> {
          handler.setStatus(206);
          handler.setHeader("Content-Range", "bytes 0-2399/5000");
          handler.write(PAGE);
        });

    assertThat(client.get("/", GZIP).body()).isEqualTo(PAGE);
  }

  @Test
  void piecesCanBeReadAsTheyCome() throws IOException {
    WireClient client =
        compressing(handler -> {
          handler.write("asdf");
          handler.flush();
          handler.write("qwer");
        });

    WireResponse response = client.get("/", GZIP);

    assertThat(response.names()).doesNotContain("Content-Length");
    assertThat(response.body()).hasSize(34);
    assertThat(gunzip(response)).isEqualTo("asdfqwer");
  }

  @Test
  void lengthOfPiecesIsDropped() throws IOException {
    WireClient client =
        compressing(handler -> {
          handler.setHeader("Content-Length", 2L * PAGE.length());
          handler.write(PAGE);
          handler.flush();
          handler.write(PAGE);
        });

    WireResponse response = client.get("/", GZIP);

    assertThat(response.names()).doesNotContain("Content-Length");
    assertThat(gunzip(response)).isEqualTo(PAGE + PAGE);
  }

  @Test
  void headHasTheFieldsOfGet() throws IOException {
    WireClient client =
        compressing(handler -> {
          handler.setHeader("Date", "now");
          handler.write(PAGE);
        });

    WireResponse head = client.head("/", GZIP);

    assertThat(head.fields()).isEqualTo(client.get("/", GZIP).fields());
    assertThat(head.field("Content-Encoding")).isEqualTo("gzip");
  }

  @Test
  void headThatKnowsOnlyTheSizeIsCompressedToo() throws IOException {
    WireClient client = compressing(handler -> handler.setHeader("Content-Length", 5000));

    WireResponse head = client.head("/", GZIP);

    assertThat(head.field("Content-Encoding")).isEqualTo("gzip");
    assertThat(head.names()).doesNotContain("Content-Length");
  }

  @Test
  void errorPagesAreCompressed() throws IOException {
    WireClient client =
        serve(
            Application.builder()
                .route(
                    "/",
                    () ->
                        new RequestHandler() {
                          @Override
                          protected void writeError(int status, @Nullable Throwable cause) {
                            write(PAGE);
                          }
                        })
                .compressResponse(true));

    WireResponse response = client.get("/", GZIP);

    assertThat(response.code()).isEqualTo(405);
    assertThat(gunzip(response)).isEqualTo(PAGE);
  }

  @Test
  void bodilessAnswersOnlyVary() throws IOException {
    WireClient client = compressing(handler -> handler.setStatus(204));

    assertThat(client.get("/", GZIP).names()).containsExactly("Server", "Date", "Vary");
  }

  @Test
  void largeAnswersAreCompressedBesideTheLoop() throws IOException {
    WireClient client = compressing(handler -> handler.write(PAGE.repeat(1000)));

    assertThat(gunzip(client.get("/", GZIP))).isEqualTo(PAGE.repeat(1000));
  }

  @Test
  void largePiecesFollowSmallOnes() throws IOException {
    WireClient client =
        compressing(handler -> {
          handler.write(PAGE.repeat(100));
          handler.flush();
          handler.write(PAGE);
          handler.flush();
          handler.write(PAGE.repeat(100));
        });

    assertThat(gunzip(client.get("/", GZIP))).isEqualTo(PAGE.repeat(201));
  }

  @Test
  void otherTransformsComeFirst() throws IOException {
    OutputTransform doubling =
        new OutputTransform() {
          @Override
          public ByteString transformFirstChunk(
              int status, HTTPHeaders headers, ByteString chunk, boolean finishing) {
            headers.set("Content-Length", Integer.toString(2 * chunk.size()));
            return transformChunk(chunk, finishing);
          }

          @Override
          public ByteString transformChunk(ByteString chunk, boolean finishing) {
            return ByteString.encodeUtf8(chunk.utf8() + chunk.utf8());
          }
        };
    WireClient client =
        serve(
            Application.builder()
                .route("/", handler(handler -> handler.write(PAGE)))
                .compressResponse(true)
                .transform(_ -> doubling));

    assertThat(gunzip(client.get("/", GZIP))).isEqualTo(PAGE + PAGE);
  }
}
