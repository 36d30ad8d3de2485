// SPDX-License-Identifier: Apache-2.0
package tornado.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tornado.httpserver.HTTPServerOptions;
import tornado.web.Application;
import tornado.web.RequestHandler;

/// What the server refuses, as exact bytes on the wire. Behind each bad request stands a good one, which must never be answered.
class RefusalsTest {
  private static final String BAD_REQUEST = "HTTP/1.1 400 Bad Request\r\n\r\n";
  private static final String GOOD = "GET /good HTTP/1.1\r\nHost: a\r\n\r\n";

  private final AtomicInteger handled = new AtomicInteger();
  private WireServer server;

  private final class CountingHandler extends RequestHandler {
    @Override
    public void get() {
      handled.incrementAndGet();
    }

    @Override
    public void post() {
      handled.incrementAndGet();
    }
  }

  @BeforeEach
  void start() {
    var application = Application.builder().route("/.*", CountingHandler::new).build();
    server =
        new WireServer(
            application,
            HTTPServerOptions.builder()
                .maxHeaderSize(1000)
                .maxBodySize(100)
                .decompressRequest(true)
                .build());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  static Stream<Arguments> badRequests() throws IOException {
    return Stream.of(
        bad("two spaces in the request line", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n"),
        bad("tab in the request line", "GET\t/ HTTP/1.1\r\nHost: a\r\n\r\n"),
        bad("space behind the version", "GET / HTTP/1.1 \r\nHost: a\r\n\r\n"),
        bad("lower-case version", "GET / http/1.1\r\nHost: a\r\n\r\n"),
        bad("two digits in the minor version", "GET / HTTP/1.10\r\nHost: a\r\n\r\n"),
        bad("text behind the version", "GET / HTTP/1.1x\r\nHost: a\r\n\r\n"),
        bad("no target", "GET HTTP/1.1\r\nHost: a\r\n\r\n"),
        bad("control character in the target", "GET /\u0001 HTTP/1.1\r\nHost: a\r\n\r\n"),
        bad("DEL in the target", "GET /\u007f HTTP/1.1\r\nHost: a\r\n\r\n"),
        bad("NUL in the method", "G\u0000T / HTTP/1.1\r\nHost: a\r\n\r\n"),
        bad("letter beyond ASCII in the method", "G\u00c9T / HTTP/1.1\r\nHost: a\r\n\r\n"),
        bad("malformed method", "G(T / HTTP/1.1\r\nHost: a\r\n\r\n"),
        bad("HTTP/2.0", "GET / HTTP/2.0\r\nHost: a\r\n\r\n"),
        bad("HTTP/0.9", "GET / HTTP/0.9\r\nHost: a\r\n\r\n"),
        bad("two empty lines before the request line", "\r\n\r\n"),
        bad("no colon", "GET / HTTP/1.1\r\nHost: a\r\nfoo\r\n\r\n"),
        bad("space before the colon", "GET / HTTP/1.1\r\nHost: a\r\nX : b\r\n\r\n"),
        bad("empty name", "GET / HTTP/1.1\r\nHost: a\r\n: b\r\n\r\n"),
        bad("control character in a value", "GET / HTTP/1.1\r\nHost: a\r\nX: b\u0000c\r\n\r\n"),
        bad("bare CR in a value", "GET / HTTP/1.1\r\nHost: a\r\nX: b\rc\r\n\r\n"),
        bad("letter beyond ASCII in a name", "GET / HTTP/1.1\r\nHost: a\r\nX\u00e9: b\r\n\r\n"),
        bad("bare CR as a line's end", "GET / HTTP/1.1\rHost: a\r\n\r\n"),
        bad("DEL in a value", "GET / HTTP/1.1\r\nHost: a\r\nX: b\u007fc\r\n\r\n"),
        bad("continuation before the first field", "GET / HTTP/1.1\r\n Host: a\r\n\r\n"),
        bad("no Host", "GET / HTTP/1.1\r\n\r\n"),
        bad("two Hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"),
        bad("two hosts in one Host", "GET / HTTP/1.1\r\nHost: a, b\r\n\r\n"),
        bad("letter beyond ASCII in Host", "GET / HTTP/1.1\r\nHost: \u00e9\r\n\r\n"),
        bad("space in Host", "GET / HTTP/1.1\r\nHost: a b\r\n\r\n"),
        bad("slash in Host", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n"),
        bad("user in Host", "GET / HTTP/1.1\r\nHost: u@a\r\n\r\n"),
        bad("port that is no number", "GET / HTTP/1.1\r\nHost: a:xx\r\n\r\n"),
        bad("absolute target without host", "GET http:///x HTTP/1.1\r\nHost: a\r\n\r\n"),
        bad(
            "both lengths",
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        bad("gzip, chunked", post("Transfer-Encoding: gzip, chunked") + "0\r\n\r\n"),
        bad("identity", post("Transfer-Encoding: identity")),
        bad("empty Transfer-Encoding", post("Transfer-Encoding:")),
        bad(
            "chunked twice",
            post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked") + "0\r\n\r\n"),
        bad("comma before chunked", post("Transfer-Encoding: ,chunked") + "0\r\n\r\n"),
        bad("chunked listed twice", post("Transfer-Encoding: chunked, chunked") + "0\r\n\r\n"),
        bad("chunked with a parameter", post("Transfer-Encoding: chunked;x=y") + "0\r\n\r\n"),
        bad("vertical tab before chunked", post("Transfer-Encoding: \u000bchunked") + "0\r\n\r\n"),
        bad("gzip to HTTP/1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: gzip\r\n\r\n"),
        bad("NEL before chunked", post("Transfer-Encoding: \u0085chunked") + "0\r\n\r\n"),
        bad("plus in Content-Length", post("Content-Length: +3") + "abc"),
        bad("minus in Content-Length", post("Content-Length: -3") + "abc"),
        bad("underscore in Content-Length", post("Content-Length: 1_0") + "abc"),
        bad("hexadecimal Content-Length", post("Content-Length: 0x3") + "abc"),
        bad("empty Content-Length", post("Content-Length:")),
        bad("differing Content-Lengths", post("Content-Length: 3\r\nContent-Length: 4") + "abcd"),
        bad("listed Content-Lengths that differ", post("Content-Length: 3, 4") + "abcd"),
        bad("space in Content-Length", post("Content-Length: 1 0") + "abc"),
        bad("Content-Length over the limit", post("Content-Length: 101")),
        bad("Content-Length over every limit", post("Content-Length: 99999999999999999999999")),
        bad("chunk extension", chunked("3;x=y\r\nabc\r\n0\r\n\r\n")),
        bad("space in chunk size", chunked("3 \r\nabc\r\n0\r\n\r\n")),
        bad("0x in chunk size", chunked("0x3\r\nabc\r\n0\r\n\r\n")),
        bad("sign in chunk size", chunked("+3\r\nabc\r\n0\r\n\r\n")),
        bad("underscore in chunk size", chunked("1_0\r\nabc\r\n0\r\n\r\n")),
        bad("bare LF behind chunk size", chunked("3\nabc\r\n0\r\n\r\n")),
        bad("empty chunk size", chunked("\r\nabc\r\n0\r\n\r\n")),
        bad("chunk size line without end", chunked("0".repeat(70) + "3\r\nabc\r\n0\r\n\r\n")),
        bad("chunk not terminated", chunked("3\r\nabcXX0\r\n\r\n")),
        bad("trailer", chunked("0\r\nX: y\r\n\r\n")),
        bad(
            "chunks over the limit",
            chunked("60\r\n" + "x".repeat(96) + "\r\n10\r\n" + "x".repeat(16) + "\r\n0\r\n\r\n")),
        bad("one chunk over every limit", chunked("fffffffffffffffffff\r\n")),
        bad("gzip that is none", gzipped("hello")),
        bad("gzip that breaks off", gzipped(cut(WireClient.gzip("hello"), 3))),
        bad("gzip without its checksum", gzipped(cut(WireClient.gzip("hello"), 8))),
        bad("data behind gzip", gzipped(WireClient.gzip("hello") + "x")),
        bad("gzip that grows over the limit", gzipped(WireClient.gzip("x".repeat(101)))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badRequests")
  void badRequest(String name, String request) throws IOException {
    try (WireClient client = server.connect()) {
      client.send(request + GOOD);

      assertThat(client.readAll()).isEqualTo(BAD_REQUEST);
      assertThat(handled).hasValue(0);
    }
  }

  @ParameterizedTest(name = "{0}, byte by byte")
  @MethodSource("badRequests")
  void badRequestByteByByte(String name, String request) throws IOException {
    try (WireClient client = server.connect()) {
      for (char c : (request + GOOD).toCharArray()) {
        try {
          client.send(String.valueOf(c));
        } catch (java.net.SocketException e) {
          // Closed meanwhile, which is what the test is about.
          break;
        }
      }

      assertThat(client.readUntilGone()).startsWith(BAD_REQUEST);
      assertThat(handled).hasValue(0);
    }
  }

  @Test
  void oversizedHeadIsAnsweredWith431() throws IOException {
    try (WireClient client = server.connect()) {
      client.send("GET / HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(1000) + "\r\n\r\n" + GOOD);

      assertThat(client.readAll())
          .isEqualTo("HTTP/1.1 431 Request Header Fields Too Large\r\n\r\n");
      assertThat(handled).hasValue(0);
    }
  }

  @Test
  void headOfExactlyTheLimitIsAccepted() throws IOException {
    String start = "GET / HTTP/1.1\r\nHost: a\r\nX: ";
    try (WireClient client = server.connect()) {
      WireResponse response =
          client.exchange(start + "x".repeat(1000 - start.length() - 4) + "\r\n\r\n");

      assertThat(response.status()).isEqualTo("200 OK");
    }
  }

  @Test
  void goodRequestsBeforeABadOneAreAnswered() throws IOException {
    try (WireClient client = server.connect()) {
      client.send(GOOD + GOOD + "BAD\r\n\r\n" + GOOD);

      String answers = client.readAll();

      assertThat(answers.split("HTTP/1.1 200 OK", -1)).hasSize(3);
      assertThat(answers).endsWith(BAD_REQUEST);
      assertThat(handled).hasValue(2);
    }
  }

  private static Arguments bad(String name, String request) {
    return Arguments.of(name, request);
  }

  private static String post(String fields) {
    return "POST / HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n\r\n";
  }

  private static String gzipped(String body) {
    return post("Content-Encoding: gzip\r\nContent-Length: " + body.length()) + body;
  }

  private static String cut(String text, int count) {
    return text.substring(0, text.length() - count);
  }

  private static String chunked(String body) {
    return post("Transfer-Encoding: chunked") + body;
  }
}
