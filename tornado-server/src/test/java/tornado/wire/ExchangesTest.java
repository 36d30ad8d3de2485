// SPDX-License-Identifier: Apache-2.0
package tornado.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tornado.web.Application;
import tornado.web.RequestHandler;

/// Exchanges as exact bytes: framing, keep-alive, and the fields that are there without being asked for.
class ExchangesTest {
  private WireServer server;

  private static final class EchoHandler extends RequestHandler {
    @Override
    public void get() {
      write(request().uri());
    }

    @Override
    public void head() {
      write("four");
    }

    @Override
    public void post() {
      write(request().body());
    }

    @Override
    public void delete() {
      setStatus(204);
    }
  }

  private static final class StreamHandler extends RequestHandler {
    @Override
    public void get() {
      write("abc");
      await(flush());
      write("de");
    }
  }

  @BeforeEach
  void start() {
    server =
        new WireServer(
            Application.builder()
                .route("/echo.*", EchoHandler::new)
                .route("/stream", StreamHandler::new)
                .build());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void requestsFedByteByByteAreAnswered() throws IOException {
    try (WireClient client = server.connect()) {
      for (char c : (post("Content-Length: 5") + "hello" + get("/echo")).toCharArray()) {
        client.send(String.valueOf(c));
      }

      assertThat(client.read().body()).isEqualTo("hello");
      assertThat(client.read().body()).isEqualTo("/echo");
    }
  }

  @Test
  void chunkedBodyIsPutTogether() throws IOException {
    try (WireClient client = server.connect()) {
      client.send(post("Transfer-Encoding: chunked") + "4\r\nWiki\r\n00005\r\npedia\r\n0\r\n\r\n");

      assertThat(client.read().body()).isEqualTo("Wikipedia");
    }
  }

  @Test
  void streamedResponseIsChunked() throws IOException {
    try (WireClient client = server.connect()) {
      client.send(get("/stream"));

      String response = client.readUntil("0\r\n\r\n");

      assertThat(response)
          .contains("\r\nTransfer-Encoding: chunked\r\n")
          .doesNotContain("Etag", "Content-Length");
      assertThat(response).endsWith("\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");
    }
  }

  @Test
  void streamedResponseToHTTP10EndsWithTheConnection() throws IOException {
    try (WireClient client = server.connect()) {
      client.send("GET /stream HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");

      String response = client.readAll();

      assertThat(response)
          .doesNotContain("Transfer-Encoding", "Keep-Alive")
          .endsWith("\r\n\r\nabcde");
    }
  }

  @Test
  void keepAliveFollowsTheConnectionField() throws IOException {
    for (String close : new String[] {"close", "Close", "close, x", "x , CLOSE"}) {
      try (WireClient client = server.connect()) {
        client.send("GET /echo HTTP/1.1\r\nHost: a\r\nConnection: " + close + "\r\n\r\n");

        assertThat(client.readAll()).contains("\r\nConnection: close\r\n").endsWith("/echo");
      }
    }
  }

  @Test
  void http10ClientsMayKeepTheConnectionAlive() throws IOException {
    try (WireClient client = server.connect()) {
      WireResponse kept = client.exchange("GET /echo HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n");
      client.send("GET /echo HTTP/1.0\r\n\r\n");

      assertThat(kept.field("Connection")).isEqualTo("Keep-Alive");
      assertThat(client.readAll()).doesNotContain("Connection:").endsWith("/echo");
    }
  }

  @Test
  void expectContinueIsAnsweredBeforeTheBody() throws IOException {
    try (WireClient client = server.connect()) {
      client.send(post("Content-Length: 2\r\nExpect: 100-Continue"));
      assertThat(client.readUntil("\r\n\r\n")).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");

      WireResponse response = client.exchange("ok");

      assertThat(response.status()).isEqualTo("200 OK");
      assertThat(response.body()).isEqualTo("ok");
    }
  }

  @Test
  void absoluteTargetIsRoutedByItsPath() throws IOException {
    try (WireClient client = server.connect()) {
      assertThat(client.get("http://b.example/echo?x").status()).isEqualTo("200 OK");
    }
  }

  @Test
  void targetsOfOtherFormsAreNoPaths() throws IOException {
    try (WireClient client = server.connect()) {
      WireResponse star = client.exchange(WireClient.request("OPTIONS", "*"));
      WireResponse connect = client.exchange(WireClient.request("CONNECT", "a:80"));

      assertThat(star.status()).isEqualTo("404 Not Found");
      assertThat(connect.status()).isEqualTo("405 Method Not Allowed");
    }
  }

  @Test
  void headersOfRequestAndResponseMatchTornado() throws IOException {
    try (WireClient client = server.connect()) {
      client.send(get("/echo"));

      assertThat(client.readUntil("/echo"))
          .matches(
              """
              HTTP/1\\.1 200 OK\r
              Server: TornadoServer/[0-9.]+\r
              Content-Type: text/html; charset=UTF-8\r
              Date: [A-Z][a-z]{2}, \\d\\d [A-Z][a-z]{2} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT\r
              Etag: "[0-9a-f]{40}"\r
              Content-Length: 5\r
              \r
              /echo\
              """);
    }
  }

  @Test
  void headHasTheFieldsOfGetButNoBody() throws IOException {
    try (WireClient client = server.connect()) {
      WireResponse head = client.head("/echo");
      WireResponse next = client.get("/echo");

      assertThat(head.names())
          .containsExactly("Server", "Content-Type", "Date", "Etag", "Content-Length");
      assertThat(head.field("Content-Length")).isEqualTo("4");
      assertThat(next.body()).isEqualTo("/echo");
    }
  }

  @Test
  void unchangedPageIsA304WithFewFields() throws IOException {
    try (WireClient client = server.connect()) {
      String tag = client.get("/echo").field("Etag");

      WireResponse unchanged = client.get("/echo", "If-None-Match: " + tag);

      assertThat(unchanged.status()).isEqualTo("304 Not Modified");
      assertThat(unchanged.names()).containsExactly("Server", "Date", "Etag");
      assertThat(client.get("/echo").body()).isEqualTo("/echo");
    }
  }

  @Test
  void noContentHasNoFieldsOfABody() throws IOException {
    try (WireClient client = server.connect()) {
      WireResponse response = client.exchange(WireClient.request("DELETE", "/echo"));

      assertThat(response.status()).isEqualTo("204 No Content");
      assertThat(response.names()).containsExactly("Server", "Date");
      assertThat(client.get("/echo").body()).isEqualTo("/echo");
    }
  }

  @Test
  void errorPagesAreOneLineOfHTML() throws IOException {
    try (WireClient client = server.connect()) {
      WireResponse missing = client.get("/nowhere");
      WireResponse refused = client.exchange(WireClient.request("PUT", "/echo"));

      assertThat(missing.status()).isEqualTo("404 Not Found");
      assertThat(missing.field("Content-Length")).isEqualTo("69");
      assertThat(missing.body())
          .isEqualTo("<html><title>404: Not Found</title><body>404: Not Found</body></html>");
      assertThat(refused.status()).isEqualTo("405 Method Not Allowed");
      assertThat(refused.field("Allow")).isEqualTo("GET, HEAD, POST, DELETE");
    }
  }

  private static String get(String target) {
    return WireClient.request("GET", target);
  }

  private static String post(String fields) {
    return WireClient.request("POST", "/echo", fields);
  }
}
