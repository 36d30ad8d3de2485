// SPDX-License-Identifier: Apache-2.0
package tornado.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tornado.fixture.LogRecorder;
import tornado.httputil.HTTPServerRequest;
import tornado.wire.Answer;
import tornado.wire.WireClient;
import tornado.wire.WireServer;

/// A router given to a server as it is, without an application.
class RouterOnTheWireTest {
  private final WireServer server =
      new WireServer(
          new RuleRouter(
              List.of(
                  Rule.path("/echo", Target.function(RouterOnTheWireTest::echo)),
                  Rule.path(
                      "/connection",
                      Target.connection(connection -> new NotFoundDelegate(connection))),
                  Rule.path(
                      "/broken",
                      (_, _) -> {
                        throw new IllegalStateException("broken");
                      }),
                  new Rule(
                      new HostMatches("nested"),
                      Target.rules(
                          List.of(Rule.path("/x", Target.function(RouterOnTheWireTest::echo))))))));

  private static void echo(HTTPServerRequest request) {
    Answer.with(request, request.body().utf8() + request.arguments().keySet());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void requestThatNothingMatchesGetsABare404() throws IOException {
    try (WireClient client = server.connect()) {
      client.send(WireClient.request("GET", "/nowhere"));

      assertThat(client.readUntil("0\r\n\r\n"))
          .isEqualTo("HTTP/1.1 404 Not Found\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
      assertThat(client.get("/echo").code()).isEqualTo(200);
    }
  }

  @Test
  void bare404ComesAfterTheBodyWasRead() throws IOException {
    try (WireClient client = server.connect()) {
      assertThat(client.post("/nowhere", "body").status()).isEqualTo("404 Not Found");
      assertThat(client.post("/echo", "body").body()).isEqualTo("body[]");
    }
  }

  @Test
  void bare404ToHeadHasNoBodyAtAll() throws IOException {
    try (WireClient client = server.connect()) {
      client.send(WireClient.request("HEAD", "/nowhere"));

      assertThat(client.readUntil("\r\n\r\n")).isEqualTo("HTTP/1.1 404 Not Found\r\n\r\n");
      assertThat(client.get("/echo").code()).isEqualTo(200);
    }
  }

  @Test
  void bare404ToHTTP10EndsWithTheConnection() throws IOException {
    try (WireClient client = server.connect()) {
      client.send("GET /nowhere HTTP/1.0\r\n\r\n");

      assertThat(client.readAll()).isEqualTo("HTTP/1.1 404 Not Found\r\n\r\n");
    }
  }

  @Test
  void connectionTargetMakesADelegate() throws IOException {
    try (WireClient client = server.connect()) {
      assertThat(client.get("/connection").status()).isEqualTo("404 Not Found");
    }
  }

  @Test
  void functionTargetGetsFormsParsed() throws IOException {
    try (WireClient client = server.connect()) {
      assertThat(
              client
                  .post("/echo?a=1", "b=2", "Content-Type: application/x-www-form-urlencoded")
                  .body())
          .isEqualTo("b=2[a, b]");
    }
  }

  @Test
  void malformedFormIsAMalformedRequestToAFunctionTarget() throws IOException {
    try (WireClient client = server.connect()) {
      client.send(
          WireClient.request(
                  "POST",
                  "/echo",
                  "Content-Type: multipart/form-data; boundary=b",
                  "Content-Length: 2")
              + "--"
              + WireClient.request("GET", "/echo"));

      assertThat(client.readAll()).isEqualTo("HTTP/1.1 400 Bad Request\r\n\r\n");
    }
  }

  @Test
  void nestedRouterThatHasNothingIsABare404() throws IOException {
    try (WireClient client = server.connect()) {
      client.send("GET /x HTTP/1.1\r\nHost: nested\r\n\r\nGET /y HTTP/1.1\r\nHost: nested\r\n\r\n");

      assertThat(client.read().code()).isEqualTo(200);
      assertThat(client.read().code()).isEqualTo(404);
    }
  }

  @Test
  void targetThatFailsCostsItsConnection() throws IOException {
    try (WireClient client = server.connect();
        LogRecorder log = LogRecorder.of("tornado.application")) {
      client.send(WireClient.request("GET", "/broken") + WireClient.request("GET", "/echo"));

      assertThat(client.readUntilGone()).isIn("", "<reset>");
      assertThat(log.lines()).containsExactly("ERROR Uncaught exception");
    }
  }
}
