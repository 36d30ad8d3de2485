// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tornado.ioloop.Async.await;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tornado.ioloop.Async;

/// Requests to a server on a Unix-domain socket, whatever host their URL names.
final class UnixSocketFetchTest extends ClientFixture {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  @TempDir private Path folder;

  /// Answers the next request on one connection, and returns it.
  private static String answer(SocketChannel channel, String answer) throws Exception {
    ByteBuffer request = ByteBuffer.allocate(10_000);
    channel.read(request);
    channel.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.ISO_8859_1)));
    return new String(request.array(), 0, request.position(), StandardCharsets.ISO_8859_1);
  }

  private ServerSocketChannel listen() throws Exception {
    var listening = opened(ServerSocketChannel.open(StandardProtocolFamily.UNIX));
    return listening.bind(UnixDomainSocketAddress.of(folder.resolve("socket")));
  }

  @Test
  void hostStaysTheUrls() throws Exception {
    ServerSocketChannel listening = listen();
    HTTPRequest request =
        HTTPRequest.builder("http://docker.example/v1/info")
            .unixSocket(folder.resolve("socket"))
            .build();

    String heard =
        run(() -> {
          AsyncHTTPClient client = AsyncHTTPClient.current();
          var first = client.fetch(request);
          SocketChannel channel = opened(await(Async.runOnExecutor(listening::accept)));
          String head = await(Async.runOnExecutor(() -> answer(channel, OK)));
          assertThat(await(first).text()).isEqualTo("ok");
          var second = client.fetch(request);
          await(Async.runOnExecutor(() -> answer(channel, OK)));
          assertThat(await(second).text()).isEqualTo("ok");
          return head;
        });

    assertThat(heard)
        .startsWith("GET /v1/info HTTP/1.1\r\n")
        .contains("\r\nHost: docker.example\r\n");
  }

  @Test
  void clientsSocketIsForAllRequestsAndTheirRedirects() throws Exception {
    ServerSocketChannel listening = listen();
    var options = AsyncHTTPClientOptions.builder().unixSocket(folder.resolve("socket")).build();
    String redirect =
        "HTTP/1.1 302 Found\r\nLocation: http://other.example/\r\nContent-Length: 0\r\n\r\n";

    String heard =
        run(() -> {
          var fetch = new AsyncHTTPClient(options).fetch("http://docker.example/");
          SocketChannel first = opened(await(Async.runOnExecutor(listening::accept)));
          await(Async.runOnExecutor(() -> answer(first, redirect)));
          SocketChannel second = opened(await(Async.runOnExecutor(listening::accept)));
          String head = await(Async.runOnExecutor(() -> answer(second, OK)));
          assertThat(await(fetch).text()).isEqualTo("ok");
          return head;
        });

    assertThat(heard).contains("\r\nHost: other.example\r\n");
  }

  @Test
  void socketThatIsNotThere() {
    Path missing = folder.resolve("missing");
    HTTPRequest request = HTTPRequest.builder("http://docker.example/").unixSocket(missing).build();

    assertThatThrownBy(() -> run(() -> await(AsyncHTTPClient.current().fetch(request))))
        .isInstanceOf(HTTPClientError.class)
        .hasMessage(
            "HTTP 599: can't connect to docker.example:80 (by socket %s): %s: No such file or directory"
                .formatted(missing, missing));
  }

  @Test
  void socketWhosePathIsTooLong() {
    HTTPRequest request =
        HTTPRequest.builder("http://docker.example/")
            .unixSocket(folder.resolve("a".repeat(200)))
            .build();

    assertThatThrownBy(() -> run(() -> await(AsyncHTTPClient.current().fetch(request))))
        .isInstanceOf(HTTPClientError.class)
        .hasMessageContaining("too long");
  }

  @Test
  void socketAndProxyDoNotGoTogether() {
    var builder =
        HTTPRequest.builder("http://docker.example/")
            .unixSocket(folder.resolve("socket"))
            .proxy("127.0.0.1:1");

    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("proxy and unixSocket: a connection takes one way");
  }
}
