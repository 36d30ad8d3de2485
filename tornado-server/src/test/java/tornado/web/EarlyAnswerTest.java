// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import tornado.wire.WireClient;
import tornado.wire.WireResponse;
import tornado.wire.WireServer;

/// Answers given before the body was read: the connection ends with them. Python: web_test, StreamingRequestBodyTest.
final class EarlyAnswerTest extends WebFixture {
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Boolean> ended = new CompletableFuture<>();

  @StreamRequestBody
  private final class EarlyHandler extends RequestHandler {
    @Override
    protected void prepare() {
      calls.add("prepare");
      switch (request().path()) {
        case "/401" -> throw new HTTPError(401);
        case "/finish" -> finish("from prepare");
        default -> {}
      }
    }

    @Override
    protected void dataReceived(ByteString chunk) {
      calls.add("data");
      switch (request().path()) {
        case "/data401" -> throw new HTTPError(401);
        case "/datafinish" -> finish("from dataReceived");
        default -> {}
      }
    }

    @Override
    public void put() {
      calls.add("put");
    }

    @Override
    protected void onFinish() {
      ended.complete(true);
    }
  }

  private WireResponse answerTo(String path, String data) throws IOException {
    WireClient client = serve(EarlyHandler::new);
    client.send(WireClient.request("PUT", path, "Content-Length: 100") + data);
    WireResponse response = client.read();

    client.send("x".repeat(100 - data.length()) + WireClient.request("PUT", "/next"));

    assertThat(client.readUntilGone()).isIn("", "<reset>");
    WireServer.get(ended);
    return response;
  }

  @Test
  void earlyReturn() throws IOException {
    WireResponse response = answerTo("/401", "");

    assertThat(response.status()).isEqualTo("401 Unauthorized");
    assertThat(response.field("Connection")).isEqualTo("close");
    assertThat(calls).containsExactly("prepare");
  }

  @Test
  void earlyReturnWithData() throws IOException {
    WireResponse response = answerTo("/401", "some data");

    assertThat(response.status()).isEqualTo("401 Unauthorized");
    assertThat(calls).containsExactly("prepare");
  }

  @Test
  void prepareThatFinishes() throws IOException {
    WireResponse response = answerTo("/finish", "some data");

    assertThat(response.body()).isEqualTo("from prepare");
    assertThat(response.field("Connection")).isEqualTo("close");
    assertThat(calls).containsExactly("prepare");
  }

  @Test
  void failureWithAPieceOfTheBody() throws IOException {
    WireResponse response = answerTo("/data401", "some data");

    assertThat(response.status()).isEqualTo("401 Unauthorized");
    assertThat(calls).containsExactly("prepare", "data");
  }

  @Test
  void pieceOfTheBodyThatFinishes() throws IOException {
    WireResponse response = answerTo("/datafinish", "some data");

    assertThat(response.body()).isEqualTo("from dataReceived");
    assertThat(calls).containsExactly("prepare", "data");
  }

  @Test
  void lastPieceOfTheBodyThatFinishes() throws IOException {
    WireClient client = serve(EarlyHandler::new);

    var response =
        client.exchange(WireClient.request("PUT", "/datafinish", "Content-Length: 1") + "x");
    WireServer.get(ended);

    assertThat(response.body()).isEqualTo("from dataReceived");
    assertThat(calls).containsExactly("prepare", "data");
  }

  @Test
  void clientIsAskedToContinueOnlyIfPrepareDidNotAnswer() throws IOException {
    WireClient refused = serve(EarlyHandler::new);
    WireClient accepted = connect();
    String[] fields = {"Content-Length: 1", "Expect: 100-continue"};

    refused.send(WireClient.request("PUT", "/401", fields));
    accepted.send(WireClient.request("PUT", "/", fields));

    assertThat(refused.readUntilGone()).startsWith("HTTP/1.1 401 Unauthorized\r\n");
    assertThat(accepted.readUntil("\r\n\r\n")).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
    assertThat(accepted.exchange("x").status()).isEqualTo("200 OK");
  }

  @Test
  void methodThatHandlersDoNotKnow() throws IOException {
    WireClient client = serve(EarlyHandler::new);
    client.send(WireClient.request("FOO", "/", "Content-Length: 100") + "some data");

    WireResponse response = client.read();

    assertThat(response.status()).isEqualTo("405 Method Not Allowed");
    assertThat(response.field("Connection")).isEqualTo("close");
    assertThat(calls).isEmpty();
  }

  @Test
  void earlyAnswerWithoutABodyKeepsTheConnection() throws IOException {
    WireClient client = serve(EarlyHandler::new);

    WireResponse early = client.exchange(WireClient.request("PUT", "/401"));
    WireResponse next = client.exchange(WireClient.request("PUT", "/"));

    assertThat(early.status()).isEqualTo("401 Unauthorized");
    assertThat(early.names()).doesNotContain("Connection");
    assertThat(next.status()).isEqualTo("200 OK");
  }
}
