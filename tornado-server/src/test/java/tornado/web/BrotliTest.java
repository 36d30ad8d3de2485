// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.aayushatharva.brotli4j.decoder.BrotliInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tornado.ioloop.Async;
import tornado.wire.WireClient;
import tornado.wire.WireResponse;

/// Answers compressed by Brotli.
final class BrotliTest extends WebFixture {
  private static final String PAGE = "hello world ".repeat(200);
  private static final String BR = "Accept-Encoding: br";

  @BeforeEach
  void hasTheLibrary() {
    assumeThat(ContentCoding.BR.works()).as("brotli4j has a library for this machine").isTrue();
  }

  private WireClient compressing(Body body) throws IOException {
    return serve(Application.builder().route(".*", handler(body)).compressResponse(true));
  }

  private static String unpack(WireResponse response) throws IOException {
    byte[] bytes = response.body().getBytes(StandardCharsets.ISO_8859_1);
    try (var in = new BrotliInputStream(new ByteArrayInputStream(bytes))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void clientsThatTakeItGetIt() throws IOException {
    WireClient client = compressing(handler -> handler.write(PAGE));

    WireResponse response = client.get("/", BR);

    assertThat(response.field("Content-Encoding")).isEqualTo("br");
    assertThat(response.field("Etag")).endsWith("-br\"");
    assertThat(response.field("Vary")).isEqualTo("Accept-Encoding");
    assertThat(response.body().length()).isLessThan(100);
    assertThat(unpack(response)).isEqualTo(PAGE);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "br                    | br",
        "gzip, br              | br",
        "gzip;q=0.9, br        | br",
        "gzip, br;q=0.9        | gzip",
        "br;q=0, gzip          | gzip",
        "br, zstd;q=0.9        | br",
        "*                     | gzip",
        "br;q=0.5, identity    | ''",
        "br;q=0                | ''",
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

    WireResponse response = client.get("/", BR);

    assertThat(response.names()).doesNotContain("Content-Length");
    assertThat(unpack(response)).isEqualTo("asdfqwer");
  }

  @Test
  void clientCanReadAPieceBeforeTheNextIsWritten() throws IOException {
    var read = new CompletableFuture<Void>();
    WireClient client =
        compressing(handler -> {
          handler.write("asdf");
          handler.flush();
          Async.await(read);
          handler.write("qwer");
        });

    client.send(WireClient.request("GET", "/", BR));
    client.readUntil("\r\n\r\n");
    String chunk = client.read(Integer.parseInt(client.readUntil("\r\n").strip(), 16));

    var bytes = new ByteArrayInputStream(chunk.getBytes(StandardCharsets.ISO_8859_1));
    try (var in = new BrotliInputStream(bytes)) {
      in.enableEagerOutput();
      for (char c : "asdf".toCharArray()) {
        assertThat((char) in.read()).isEqualTo(c);
      }
    }
    read.complete(null);
  }

  @Test
  void largeAnswersAreCompressedBesideTheLoop() throws IOException {
    WireClient client = compressing(handler -> handler.write(PAGE.repeat(1000)));

    assertThat(unpack(client.get("/", BR))).isEqualTo(PAGE.repeat(1000));
  }

  @Test
  void whatIsEncodedAlreadyStays() throws IOException {
    WireClient client =
        compressing(handler -> {
          handler.setHeader("Content-Encoding", "identity");
          handler.write(PAGE);
        });

    assertThat(client.get("/", BR).body()).isEqualTo(PAGE);
  }

  @Test
  void headHasTheFieldsOfGet() throws IOException {
    WireClient client =
        compressing(handler -> {
          handler.setHeader("Date", "now");
          handler.write(PAGE);
        });

    WireResponse head = client.head("/", BR);

    assertThat(head.fields()).isEqualTo(client.get("/", BR).fields());
  }

  @Test
  void notModifiedNamesTheFormThatTheClientHas() throws IOException {
    WireClient client = compressing(handler -> handler.write(PAGE));
    String tag = client.get("/", BR).field("Etag");

    WireResponse response = client.get("/", BR, "If-None-Match: " + tag);

    assertThat(response.code()).isEqualTo(304);
    assertThat(response.field("Etag")).isEqualTo(tag);
  }
}
