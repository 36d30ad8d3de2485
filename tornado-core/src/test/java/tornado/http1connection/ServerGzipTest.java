// SPDX-License-Identifier: Apache-2.0
package tornado.http1connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Compressed requests. Python: httpserver_test, GzipTest, GzipUnsupportedTest and StreamingChunkSizeTest.
final class ServerGzipTest extends ServerFixture {
  private static final HTTP1ConnectionParameters DECOMPRESS =
      HTTP1ConnectionParameters.builder().decompress(true).chunkSize(16).maxBodySize(100).build();

  private static String gzip(String text) {
    return Gzip.of(text).string(StandardCharsets.ISO_8859_1);
  }

  private static String request(String body) {
    return post("Content-Encoding: gzip\r\nContent-Length: " + body.length()) + body;
  }

  @Test
  void compressedBody() {
    run(() -> {
      RawPeer peer = serve(DECOMPRESS);

      peer.send(request(gzip("0123456789".repeat(5))) + GET);
      peer.read(2L * OK.length());

      assertThat(data()).allMatch(piece -> piece.length() <= 16);
      assertThat(String.join("", data())).isEqualTo("0123456789".repeat(5));
    });
  }

  @Test
  void chunkedCompressed() {
    run(() -> {
      RawPeer peer = serve(DECOMPRESS);
      var body = new StringBuilder();
      for (char c : gzip("hello").toCharArray()) {
        body.append("1\r\n").append(c).append("\r\n");
      }

      peer.send(post("Content-Encoding: gzip\r\nTransfer-Encoding: chunked") + body + "0\r\n\r\n");
      peer.read(OK.length());

      assertThat(String.join("", data())).isEqualTo("hello");
    });
  }

  @Test
  void gzipUnsupported() {
    run(() -> {
      RawPeer peer = serve();

      peer.send(request("as it is"));
      peer.read(OK.length());

      assertThat(data()).containsExactly("as it is");
    });
  }

  @Test
  void limitOfOneRequestHoldsForWhatIsDecompressed() {
    run(() -> {
      onRequest =
          (delegate, request) -> {
            request.setMaxBodySize(200);
            delegate.onFinish = () -> answer(request, "ok");
          };
      RawPeer peer = serve(DECOMPRESS);

      peer.send(request(gzip("x".repeat(200))));

      assertThat(peer.read(OK.length())).isEqualTo(OK);
    });
  }

  @ParameterizedTest
  @ValueSource(strings = {"garbage", "truncated", "trailing", "large"})
  void brokenBodyIsRefused(String kind) {
    run(() -> {
      String body =
          switch (kind) {
            case "garbage" -> "garbage";
            case "truncated" -> gzip("hello").substring(0, 20);
            case "trailing" -> gzip("hello") + "x";
            default -> gzip("x".repeat(101));
          };
      RawPeer peer = serve(DECOMPRESS);

      peer.send(request(body) + GET);

      assertThat(peer.readTo("\r\n\r\n")).isEqualTo(BAD_REQUEST);
      assertThat(events).endsWith("close").doesNotContain("finish");
    });
  }
}
