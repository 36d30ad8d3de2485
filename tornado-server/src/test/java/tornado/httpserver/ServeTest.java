// SPDX-License-Identifier: Apache-2.0
package tornado.httpserver;

import static org.assertj.core.api.Assertions.assertThat;
import static tornado.ioloop.Async.await;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tornado.ioloop.Async;
import tornado.ioloop.IOLoop;
import tornado.iostream.IOStream;
import tornado.iostream.IOStreamOptions;
import tornado.iostream.internal.MemoryTransport;
import tornado.wire.Answer;
import tornado.wire.WireClient;

/// Streams that the server did not accept itself, here in memory.
class ServeTest {
  private static final SocketAddress SOMEBODY = address("10.1.2.3");

  private final IOLoop loop = new IOLoop();
  private final HTTPServer server =
      new HTTPServer(request -> Answer.with(request, request.remoteIp()));

  @AfterEach
  void closeLoop() {
    loop.closeAll();
  }

  private static InetSocketAddress address(String ip) {
    return new InetSocketAddress(InetAddress.ofLiteral(ip), 4711);
  }

  /// Connects a client; the caller is a coroutine, maybe on another thread than the loop's.
  private IOStream connect(SocketAddress address) {
    MemoryTransport.Pair pair = MemoryTransport.pair();
    server.serve(new IOStream(loop, pair.right(), IOStreamOptions.DEFAULT), address);
    return new IOStream(loop, pair.left(), IOStreamOptions.DEFAULT);
  }

  private static String exchange(IOStream client) {
    client.write(WireClient.request("GET", "/"));
    String head = await(client.readUntil("\r\n\r\n")).utf8();
    int length = Integer.parseInt(head.strip().replaceFirst("(?s).*Content-Length: ", ""));
    return await(client.readBytes(length)).utf8();
  }

  @Test
  void servesRequestsInACoroutine() {
    String answers =
        loop.runSync(
            () -> {
              IOStream client = connect(SOMEBODY);
              return exchange(client) + " " + exchange(client);
            },
            Duration.ofSeconds(20));

    assertThat(answers).isEqualTo("10.1.2.3 10.1.2.3");
  }

  @Test
  void servesAStreamGivenByAnotherThread() {
    IOStream client = connect(SOMEBODY);

    String answer = loop.runSync(() -> exchange(client), Duration.ofSeconds(20));

    assertThat(answer).isEqualTo("10.1.2.3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"::1", "2001:db8::42"})
  void showsIPv6AddressesInShort(String ip) {
    String answer = loop.runSync(() -> exchange(connect(address(ip))), Duration.ofSeconds(20));

    assertThat(answer).isEqualTo(ip);
  }

  @Test
  void unixSocketHasNoAddress() {
    SocketAddress unix = UnixDomainSocketAddress.of("");

    String answer = loop.runSync(() -> exchange(connect(unix)), Duration.ofSeconds(20));

    assertThat(answer).isEqualTo("0.0.0.0");
  }

  @Test
  void countsAndForgetsThem() {
    loop.runSync(
        () -> {
          IOStream client = connect(SOMEBODY);
          exchange(client);
          assertThat(server.connectionCount()).isEqualTo(1);

          client.close();
          while (server.connectionCount() > 0) {
            await(Async.sleep(Duration.ZERO));
          }

          assertThat(exchange(connect(SOMEBODY))).isEqualTo("10.1.2.3");
          return null;
        },
        Duration.ofSeconds(20));
  }

  @Test
  void connectionsOfSeveralLoopsAreClosedOnTheirOwn() {
    var other = new IOLoop();
    MemoryTransport.Pair pair = MemoryTransport.pair();
    IOStream near = connect(SOMEBODY);
    server.serve(new IOStream(other, pair.right(), IOStreamOptions.DEFAULT), SOMEBODY);
    var far = new IOStream(other, pair.left(), IOStreamOptions.DEFAULT);
    other.runSync(() -> exchange(far), Duration.ofSeconds(20));
    loop.runSync(() -> exchange(near), Duration.ofSeconds(20));

    var closed = server.closeAllConnections();

    loop.runSync(() -> await(near.readUntilClose()), Duration.ofSeconds(20));
    assertThat(closed).isNotDone();
    other.runSync(() -> await(far.readUntilClose()), Duration.ofSeconds(20));
    assertThat(closed).isDone();
    other.closeAll();
  }
}
