// SPDX-License-Identifier: Apache-2.0
package tornado.httpserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tornado.fixture.LogRecorder;
import tornado.netutil.Netutil;
import tornado.wire.Answer;
import tornado.wire.WireClient;
import tornado.wire.WireServer;

/// HTTP over a Unix-domain socket. Python: httpserver_test, UnixSocketTest.
class UnixSocketTest {
  @TempDir private Path folder;
  private final WireServer server =
      new WireServer(
          new HTTPServer(
              request -> Answer.with(request, request.remoteIp() + " " + request.host()),
              HTTPServerOptions.builder().xheaders(true).build()));

  @BeforeEach
  void addSocket() {
    server.onLoop(() -> {
      server.server().addSocket(Netutil.bindUnixSocket(file()));
      return null;
    });
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Path file() {
    return folder.resolve("socket");
  }

  /// Sends a request for one answer, and returns all that comes.
  private String exchange(String... fields) throws IOException {
    try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(file()));
      String request = WireClient.request("GET", "/", fields);
      channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
      channel.shutdownOutput();
      ByteBuffer answer = ByteBuffer.allocate(4096);
      while (channel.read(answer) >= 0) {
        // To the end.
      }
      return StandardCharsets.US_ASCII.decode(answer.flip()).toString();
    }
  }

  /// Python: test_unix_socket.
  @Test
  void clientHasNoAddress() throws IOException {
    assertThat(exchange()).startsWith("HTTP/1.1 200 OK\r\n").endsWith("\r\n\r\n0.0.0.0 a");
  }

  /// Python: test_unix_socket_bad_request.
  @Test
  void badRequestIsRefusedAsElsewhere() throws IOException {
    try (LogRecorder log = LogRecorder.of("tornado.general")) {
      assertThat(exchange("Content-Length: x")).startsWith("HTTP/1.1 400 Bad Request\r\n");

      server.turn();
      assertThat(log.lines()).singleElement().asString().startsWith("INFO Malformed HTTP message");
    }
  }

  @Test
  void proxySaysWhoItIs() throws IOException {
    assertThat(exchange("X-Forwarded-For: 4.4.4.4")).endsWith("\r\n\r\n4.4.4.4 a");
    assertThat(exchange("X-Forwarded-For: unknown")).endsWith("\r\n\r\n0.0.0.0 a");
  }

  @Test
  void curlSpeaksIt() throws IOException {
    Curl.assumeThere();

    String answer = Curl.run("--unix-socket", file().toString(), "http://example.com/");

    assertThat(answer).isEqualTo("0.0.0.0 example.com");
  }
}
