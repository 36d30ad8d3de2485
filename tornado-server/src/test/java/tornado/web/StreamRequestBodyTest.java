// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tornado.httpserver.HTTPServerOptions;
import tornado.ioloop.Async;
import tornado.wire.WireClient;

/// Bodies handed over as they come. Python: web_test, StreamingRequestBodyTest, StreamingRequestFlowControlTest.
final class StreamRequestBodyTest extends WebFixture {
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz";

  /// Notes its calls, waits in each, and fails if one begins before another has ended.
  @StreamRequestBody
  private static class FlowHandler extends RequestHandler {
    private final List<String> calls = new ArrayList<>();
    private @Nullable String under;

    private void during(String call) {
      if (under != null) {
        throw new AssertionError(call + " while in " + under);
      }
      under = call;
      calls.add(call);
      await(Async.sleep(Duration.ZERO));
      await(Async.sleep(Duration.ZERO));
      under = null;
    }

    @Override
    protected void prepare() {
      during("prepare");
    }

    @Override
    protected void dataReceived(ByteString chunk) {
      during(chunk.utf8());
    }

    @Override
    public void post() {
      during("post");
      write(calls + " " + getArgument("a", "none") + " " + request().body().size());
    }
  }

  private static final class InheritingHandler extends FlowHandler {}

  private WireClient serveFlow() throws IOException {
    return serve(
        Application.builder()
            .route("/inheriting", InheritingHandler::new)
            .route("/.*", FlowHandler::new),
        HTTPServerOptions.builder().chunkSize(10).decompressRequest(true).build());
  }

  @Test
  void flowControlFixedBody() throws IOException {
    WireClient client = serveFlow();

    assertThat(client.post("/", ALPHABET).body())
        .isEqualTo("[prepare, abcdefghij, klmnopqrst, uvwxyz, post] none 0");
  }

  @Test
  void flowControlChunkedBody() throws IOException {
    WireClient client = serveFlow();
    client.send(WireClient.request("POST", "/", "Transfer-Encoding: chunked"));

    var response = client.exchange("1a\r\n" + ALPHABET + "\r\n0\r\n\r\n");

    assertThat(response.body()).isEqualTo("[prepare, abcdefghij, klmnopqrst, uvwxyz, post] none 0");
  }

  /// Decompressed data comes in pieces of at most the chunk size; where they are cut is the compressor's business.
  @Test
  void flowControlCompressedBody() throws IOException {
    WireClient client = serveFlow();

    var response = client.post("/", WireClient.gzip(ALPHABET), "Content-Encoding: gzip");

    assertThat(response.body()).matches("\\[prepare, ([a-z]{1,10}, ){3}post] none 0");
    assertThat(response.body().replaceAll("prepare|post|none|\\W|0", "")).isEqualTo(ALPHABET);
  }

  @Test
  void streamingBody() throws IOException {
    WireClient client = serveFlow();
    client.send(WireClient.request("POST", "/", "Content-Length: 4"));
    server().turn();
    client.send("ab");
    server().turn();

    assertThat(client.exchange("cd").body())
        .matches("\\[prepare, (abcd|ab, cd|ab, c, d|a, b, c, d), post] none 0");
  }

  @Test
  void withoutABodyThereIsNoData() throws IOException {
    WireClient client = serveFlow();

    assertThat(client.post("/", "").body()).isEqualTo("[prepare, post] none 0");
  }

  @Test
  void formsAreNotParsed() throws IOException {
    WireClient client = serveFlow();
    String form = "Content-Type: application/x-www-form-urlencoded";

    assertThat(client.post("/", "a=1", form).body()).isEqualTo("[prepare, a=1, post] none 0");
    assertThat(client.post("/?a=2", "a=1", form).body()).isEqualTo("[prepare, a=1, post] 2 0");
  }

  @Test
  void subclassesStreamToo() throws IOException {
    WireClient client = serveFlow();

    assertThat(client.post("/inheriting", "x").body()).isEqualTo("[prepare, x, post] none 0");
  }

  @Test
  void pipelinedRequestBehindTheBodyIsAnswered() throws IOException {
    WireClient client = serveFlow();
    client.send(
        WireClient.request("POST", "/", "Content-Length: 2")
            + "ab"
            + WireClient.request("POST", "/", "Content-Length: 2")
            + "cd");

    assertThat(client.read().body()).isEqualTo("[prepare, ab, post] none 0");
    assertThat(client.read().body()).isEqualTo("[prepare, cd, post] none 0");
  }

  @StreamRequestBody
  private static final class DeafHandler extends RequestHandler {
    @Override
    public void post() {
      write("posted");
    }
  }

  @Test
  void bodyThatNobodyTakesIsNoHindrance() throws IOException {
    WireClient client = serve(DeafHandler::new);

    assertThat(client.post("/", "").body()).isEqualTo("posted");
    assertThat(client.post("/", "x").body()).isEqualTo("posted");
  }
}
