// SPDX-License-Identifier: Apache-2.0
package tornado.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tornado.httpserver.HTTPServerOptions;
import tornado.web.Application;
import tornado.web.RequestHandler;

/// Requests that look odd but are right, so that strictness doesn't grow beyond the RFCs: each is answered, and the next one too.
class AcceptedTest {
  private WireServer server;

  private static final class EchoHandler extends RequestHandler {
    @Override
    public void get() {
      write(request().body());
    }

    @Override
    public void post() {
      write(request().body());
    }
  }

  @BeforeEach
  void start() {
    server =
        new WireServer(
            Application.builder().route("/.*", EchoHandler::new).build(),
            HTTPServerOptions.builder().maxBodySize(100).decompressRequest(true).build());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  static Stream<Arguments> oddRequests() throws IOException {
    String gzip = WireClient.gzip("x".repeat(100));
    return Stream.of(
        odd("empty line before", "\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", ""),
        odd("bare line feeds", "GET / HTTP/1.1\nHost: a\n\n", ""),
        odd("mixed line ends", "GET / HTTP/1.1\nHost: a\r\nX: b\n\r\n", ""),
        odd("empty Host", "GET / HTTP/1.1\r\nHost:\r\n\r\n", ""),
        odd("IPv6 host", "GET / HTTP/1.1\r\nHost: [::1]:8888\r\n\r\n", ""),
        odd("folded field", "GET / HTTP/1.1\r\nHost: a\r\nX: b\r\n c\r\n\r\n", ""),
        odd("tabs around a value", "GET / HTTP/1.1\r\nHost:\ta\t\r\n\r\n", ""),
        odd(
            "letters beyond ASCII in a value",
            "GET / HTTP/1.1\r\nHost: a\r\nX: \u00e9\r\n\r\n",
            ""),
        odd(
            "later minor version",
            "POST / HTTP/1.2\r\nHost: a\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\nhi",
            "hi"),
        odd("body of a GET", "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi", "hi"),
        odd("no length at all", post("X: y"), ""),
        odd("leading zeros in Content-Length", post("Content-Length: 0002") + "hi", "hi"),
        odd(
            "Content-Length twice the same",
            post("Content-Length: 2\r\nContent-Length: 2") + "hi",
            "hi"),
        odd("Content-Length listed twice the same", post("Content-Length: 2, 2") + "hi", "hi"),
        odd(
            "body of exactly the limit",
            post("Content-Length: 100") + "x".repeat(100),
            "x".repeat(100)),
        odd(
            "chunked in capitals",
            post("Transfer-Encoding: CHUNKED") + "2\r\nhi\r\n0\r\n\r\n",
            "hi"),
        odd("capitals in a chunk size", chunked("A\r\n0123456789\r\n0\r\n\r\n"), "0123456789"),
        odd(
            "leading zeros in a chunk size",
            chunked("000a\r\n0123456789\r\n000\r\n\r\n"),
            "0123456789"),
        odd(
            "gzip of exactly the limit",
            post("Content-Encoding: GZIP\r\nContent-Length: " + gzip.length()) + gzip,
            "x".repeat(100)),
        odd("gzip without a body", post("Content-Encoding: gzip\r\nContent-Length: 0"), ""),
        odd(
            "coding that isn't gzip",
            post("Content-Encoding: deflate\r\nContent-Length: 2") + "hi",
            "hi"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("oddRequests")
  void oddRequest(String name, String request, String body) throws IOException {
    try (WireClient client = server.connect()) {
      client.send(request + WireClient.request("GET", "/next", "Content-Length: 4") + "next");

      assertThat(client.read()).extracting("code", "body").containsExactly(200, body);
      assertThat(client.read().body()).isEqualTo("next");
    }
  }

  private static Arguments odd(String name, String request, String body) {
    return Arguments.of(name, request, body);
  }

  private static String post(String fields) {
    return WireClient.request("POST", "/", fields);
  }

  private static String chunked(String body) {
    return post("Transfer-Encoding: chunked") + body;
  }
}
