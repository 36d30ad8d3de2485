// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Locale;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import tornado.httputil.HTTPHeaders;
import tornado.wire.WireClient;
import tornado.wire.WireResponse;

/// Answers that are changed on their way out.
final class OutputTransformTest extends WebFixture {
  /// Shouts, and marks the end.
  private static final class Shouting implements OutputTransform {
    @Override
    public ByteString transformFirstChunk(
        int status, HTTPHeaders headers, ByteString chunk, boolean finishing) {
      headers.set("X-Shouted", status + (finishing ? " whole" : " begun"));
      ByteString shouted = transformChunk(chunk, finishing);
      if (finishing) {
        headers.set("Content-Length", Integer.toString(shouted.size()));
      }
      return shouted;
    }

    @Override
    public ByteString transformChunk(ByteString chunk, boolean finishing) {
      return ByteString.encodeUtf8(chunk.utf8().toUpperCase(Locale.ROOT) + (finishing ? "!" : ","));
    }
  }

  private WireClient shouting(Body body) throws IOException {
    return serve(Application.builder().route("/", handler(body)).transform(_ -> new Shouting()));
  }

  @Test
  void wholeAnswer() throws IOException {
    WireClient client = shouting(handler -> handler.write("hello"));

    WireResponse response = client.get("/");

    assertThat(response.body()).isEqualTo("HELLO!");
    assertThat(response.field("X-Shouted")).isEqualTo("200 whole");
  }

  @Test
  void answerInPieces() throws IOException {
    WireClient client =
        shouting(handler -> {
          handler.write("a");
          handler.flush();
          handler.write("b");
        });

    WireResponse response = client.get("/");

    assertThat(response.body()).isEqualTo("A,B!");
    assertThat(response.field("X-Shouted")).isEqualTo("200 begun");
  }

  @Test
  void headHasTheFieldsOfGet() throws IOException {
    WireClient client = shouting(handler -> handler.write("hello"));

    WireResponse head = client.head("/");

    assertThat(head.field("Content-Length")).isEqualTo("6");
    assertThat(head.field("X-Shouted")).isEqualTo("200 whole");
  }

  @Test
  void transformsFollowEachOther() throws IOException {
    WireClient client =
        serve(
            Application.builder()
                .route("/", handler(handler -> handler.write("hello")))
                .transform(_ -> new Shouting())
                .transform(_ -> new Shouting()));

    assertThat(client.get("/").body()).isEqualTo("HELLO!!");
  }

  @Test
  void errorPagesAreTransformedToo() throws IOException {
    WireClient client =
        shouting(_ -> {
          throw new HTTPError(403);
        });

    assertThat(client.get("/").field("X-Shouted")).isEqualTo("403 whole");
  }
}
