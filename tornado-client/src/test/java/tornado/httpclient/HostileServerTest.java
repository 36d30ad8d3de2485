// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tornado.ioloop.Async.await;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tornado.fixture.LogRecorder;

/// Servers that send without end, or what unpacks without end: the client stops reading at its limits.
final class HostileServerTest extends ClientFixture {
  private static final int MAX_BODY_SIZE = 100_000;

  static Stream<Arguments> floods() {
    String ok = "HTTP/1.1 200 OK\r\n";
    String chunked = ok + "Transfer-Encoding: chunked\r\n\r\n";
    return Stream.of(
        Arguments.of("fields", ok + "X: y\r\n".repeat(50_000), "header"),
        Arguments.of("one field", ok + "X: " + "y".repeat(200_000), "header"),
        Arguments.of("status line", "HTTP/1.1 200 " + "O".repeat(200_000), "header"),
        Arguments.of("folded lines", ok + "X: y\r\n" + " z\r\n".repeat(50_000), "header"),
        Arguments.of("chunks", chunked + "1\r\nx\r\n".repeat(MAX_BODY_SIZE + 1), "body"),
        Arguments.of("a large chunk", chunked + "fffffff\r\n" + "x".repeat(300_000), "body"),
        Arguments.of("chunk sizes", chunked + "0".repeat(200_000), "Chunk size"),
        Arguments.of("a declared body", ok + "Content-Length: 100001\r\n\r\n", "Content-Length"),
        Arguments.of("a body to the end", ok + "\r\n" + "x".repeat(300_000), "body"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("floods")
  void floodIsCutOff(String name, String answer, String why) {
    ScriptedServer server = serve(answer, "");
    var options = AsyncHTTPClientOptions.builder().maxBodySize(MAX_BODY_SIZE).build();

    try (LogRecorder log = LogRecorder.of("tornado.general")) {
      assertThatThrownBy(
              () -> run(() -> await(new AsyncHTTPClient(options).fetch(server.url("/")))))
          .isInstanceOf(HTTPClientError.class)
          .hasMessageContaining("127.0.0.1:%d broke the protocol".formatted(server.port()))
          .extracting(Throwable::getMessage)
          .asString()
          .containsIgnoringCase(why);
      assertThat(log.lines()).hasSize(1);
    }
    server.awaitClosed();
  }

  static Stream<Arguments> bombs() {
    String ok = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n";
    String bomb = Answers.gzip("\0".repeat(20_000_000));
    return Stream.of(
        Arguments.of(
            "of a known length", ok + "Content-Length: " + bomb.length() + "\r\n\r\n" + bomb),
        Arguments.of("to the end", ok + "\r\n" + bomb));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bombs")
  void bombIsDefused(String name, String answer) {
    ScriptedServer server = serve(answer, "");
    var options = AsyncHTTPClientOptions.builder().maxBodySize(MAX_BODY_SIZE).build();

    assertThatThrownBy(() -> run(() -> await(new AsyncHTTPClient(options).fetch(server.url("/")))))
        .isInstanceOf(HTTPClientError.class)
        .hasMessageContaining("127.0.0.1:%d is more than 100000 bytes".formatted(server.port()));
    server.awaitClosed();
  }
}
