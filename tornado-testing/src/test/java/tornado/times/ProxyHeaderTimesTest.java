// SPDX-License-Identifier: Apache-2.0
package tornado.times;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.SocketAddress;
import java.time.Duration;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tornado.fixture.ProxyHeaders;
import tornado.ioloop.Async;
import tornado.iostream.IOStream;
import tornado.netutil.ProxyProtocol;
import tornado.tcpclient.TCPClient;
import tornado.tcpserver.TCPServer;
import tornado.tcpserver.TCPServerOptions;
import tornado.testing.AsyncTestCase;
import tornado.testing.ExpectLog;

/// How long a server waits for the header of a proxy.
@OnVirtualTime
final class ProxyHeaderTimesTest extends AsyncTestCase {
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final ByteString HEADER =
      ProxyHeaders.v1("PROXY TCP4 192.0.2.1 198.51.100.7 56324 443");

  /// Sends what it is sent.
  private static final class Echo extends TCPServer {
    private Echo() {
      super(
          TCPServerOptions.builder()
              .proxyProtocol(ProxyProtocol.builder().trust("127.0.0.1").timeout(LIMIT).build())
              .build());
    }

    @Override
    protected void handleStream(IOStream stream, SocketAddress address) {
      await(stream.write(await(stream.readUntil("\n"))));
      stream.close();
    }
  }

  private final TCPServer server = new Echo();

  @BeforeEach
  void listen() {
    server.listen(80, "127.0.0.1");
  }

  @AfterEach
  void stopListening() {
    server.stop();
  }

  private static IOStream connect() {
    return await(new TCPClient().connect("127.0.0.1", 80));
  }

  private static ExpectLog refusal() {
    return new ExpectLog(
        "tornado.general", "PROXY header from .* refused: header took over 5000 ms");
  }

  /// Waits for the end of a connection, and returns when that was.
  private Duration closed(IOStream proxy) {
    assertThat(await(proxy.readUntilClose())).isEqualTo(ByteString.EMPTY);
    return Duration.ofNanos(ioLoop().time());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 12, 20})
  void lateHeaderEndsTheConnection(int byteCount) {
    IOStream proxy = connect();
    try (var _ = refusal()) {
      await(proxy.write(HEADER.substring(0, byteCount)));

      assertThat(closed(proxy)).isEqualTo(LIMIT);
    }
  }

  /// Bytes that keep coming don't extend the time.
  @Test
  void timeIsThatOfTheWholeHeader() {
    IOStream proxy = connect();
    try (var _ = refusal()) {
      for (int i = 0; i < 5; i++) {
        await(proxy.write(HEADER.substring(i, i + 1)));
        await(Async.sleep(Duration.ofMillis(900)));
      }

      assertThat(closed(proxy)).isEqualTo(LIMIT);
    }
  }

  @Test
  void timeEndsWithTheHeader() {
    IOStream proxy = connect();
    await(proxy.write(HEADER));
    await(Async.sleep(Duration.ofMinutes(1)));

    await(proxy.write("hello\n"));

    assertThat(await(proxy.readUntilClose()).utf8()).isEqualTo("hello\n");
  }
}
