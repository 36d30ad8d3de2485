// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tornado.ioloop.Async.await;

import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okio.Buffer;
import okio.ByteString;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Responses that are compressed. Python: httpclient_test; simple_httpclient_test, MaxBodySizeTest.
final class ContentCodingTest extends ClientFixture {
  private final MockWebServer server = new MockWebServer();

  @BeforeEach
  void start() throws Exception {
    server.start();
    opened(server);
  }

  private void enqueue(String coding, ByteString body) {
    server.enqueue(
        new MockResponse.Builder()
            .addHeader("Content-Encoding", coding)
            .body(new Buffer().write(body))
            .build());
  }

  private String url() {
    return server.url("/").toString();
  }

  private HTTPResponse fetch(HTTPRequest request) {
    return run(() -> await(AsyncHTTPClient.current().fetch(request)));
  }

  @ParameterizedTest
  @CsvSource({
    "gzip, gzip",
    "X-GZIP, gzip",
    "deflate, deflate",
    "deflate, raw",
    "br, br",
    "zstd, zstd",
    "'identity, gzip', gzip"
  })
  void isUndone(String field, String coding) {
    enqueue(field, Compressed.of(coding, "some text"));

    HTTPResponse response = fetch(HTTPRequest.of(url()));

    assertThat(response.text()).isEqualTo("some text");
    assertThat(response.headers().get("Content-Encoding")).isNull();
    assertThat(response.headers().get("X-Consumed-Content-Encoding")).isEqualTo(field);
  }

  @Test
  void severalAreUndoneFromTheLast() {
    enqueue("deflate, gzip", Compressed.of("gzip", Compressed.of("deflate", "some text")));

    assertThat(fetch(HTTPRequest.of(url())).text()).isEqualTo("some text");
  }

  @Test
  void unknownOnesStay() {
    enqueue("gzip, unknown", ByteString.encodeUtf8("as it is"));

    HTTPResponse response = fetch(HTTPRequest.of(url()));

    assertThat(response.text()).isEqualTo("as it is");
    assertThat(response.headers().get("Content-Encoding")).isEqualTo("gzip, unknown");
  }

  @Test
  void noDecompression() throws InterruptedException {
    ByteString body = Compressed.of("gzip", "some text");
    enqueue("gzip", body);

    HTTPResponse response = fetch(HTTPRequest.builder(url()).decompressResponse(false).build());

    assertThat(response.body()).isEqualTo(body);
    assertThat(response.headers().get("Content-Encoding")).isEqualTo("gzip");
    assertThat(server.takeRequest().getHeaders().get("Accept-Encoding")).isNull();
  }

  @Test
  void noBodyIsHarmless() {
    enqueue("gzip", ByteString.EMPTY);

    HTTPResponse response = fetch(HTTPRequest.builder(url()).method("HEAD").build());

    assertThat(response.body()).isEqualTo(ByteString.EMPTY);
  }

  @Test
  void streamingCallbackGetsItDecoded() {
    enqueue("br", Compressed.of("br", "some text"));
    var got = new Buffer();

    fetch(HTTPRequest.builder(url()).streamingCallback(got::write).build());

    assertThat(got.readUtf8()).isEqualTo("some text");
  }

  @Test
  void damageIsAnErrorAndEndsTheConnection() {
    enqueue("gzip", ByteString.encodeUtf8("no gzip"));
    server.enqueue(new MockResponse.Builder().body("next").build());

    String text =
        run(() -> {
          AsyncHTTPClient client = AsyncHTTPClient.current();
          assertThatThrownBy(() -> await(client.fetch(url())))
              .isInstanceOf(HTTPClientError.class)
              .hasMessage(
                  "HTTP 599: body of %s from localhost:%d is no valid gzip: not gzip data",
                  url(), server.getPort());
          return await(client.fetch(url())).text();
        });

    assertThat(text).isEqualTo("next");
  }

  @ParameterizedTest
  @CsvSource({"gzip", "deflate", "br", "zstd"})
  void breakIsAnError(String coding) {
    ByteString whole = Compressed.of(coding, "some text that is long enough");
    enqueue(coding, whole.substring(0, whole.size() - 1));

    assertThatThrownBy(() -> fetch(HTTPRequest.of(url())))
        .isInstanceOf(HTTPClientError.class)
        .hasMessageEndingWith("is no valid " + coding + ": breaks off");
  }

  @ParameterizedTest
  @CsvSource({"gzip", "deflate", "br", "zstd"})
  void bombIsAnError(String coding) {
    enqueue(coding, Compressed.of(coding, "x".repeat(10_001)));
    var options = AsyncHTTPClientOptions.builder().maxBodySize(10_000).build();

    assertThatThrownBy(() -> run(() -> await(new AsyncHTTPClient(options).fetch(url()))))
        .isInstanceOf(HTTPClientError.class)
        .hasMessageEndingWith("is more than 10000 bytes when decompressed (maxBodySize)");
  }

  @Test
  void tooManyAreAnError() {
    enqueue("gzip, gzip, gzip, gzip", ByteString.encodeUtf8("whatever"));

    assertThatThrownBy(() -> fetch(HTTPRequest.of(url())))
        .isInstanceOf(HTTPClientError.class)
        .hasMessageEndingWith("is 4 codings on top of each other");
  }
}
