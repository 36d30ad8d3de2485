// SPDX-License-Identifier: Apache-2.0
package tornado.netutil;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tornado.ioloop.Async.await;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import tornado.fixture.LogRecorder;
import tornado.fixture.LoopFixture;
import tornado.fixture.ProxyHeaders;
import tornado.ioloop.Async;
import tornado.ioloop.Transport;
import tornado.iostream.IOStream;
import tornado.iostream.IOStreamOptions;
import tornado.iostream.StreamClosedError;
import tornado.iostream.internal.MemoryTransport;

final class ProxyHeaderReaderTest extends LoopFixture {
  private static final ByteString HEADER =
      ProxyHeaders.v1("PROXY TCP4 192.0.2.1 198.51.100.7 56324 443");
  private static final InetSocketAddress CLIENT = address("192.0.2.1", 56324);
  private static final InetSocketAddress PROXY = address("10.0.0.1", 4711);
  private static final String REFUSED = "WARN PROXY header from /10.0.0.1:4711 refused: ";

  private record Passed(Transport connection, SocketAddress address) {}

  private final ProxyProtocol settings =
      ProxyProtocol.builder().trust("10.0.0.0/8").timeout(Duration.ofSeconds(5)).build();
  private final List<Passed> passed = new ArrayList<>();

  private static InetSocketAddress address(String ip, int port) {
    return new InetSocketAddress(InetAddress.ofLiteral(ip), port);
  }

  /// Connects a proxy, which has sent `sent` by the time it is accepted, and returns its end.
  private IOStream connect(SocketAddress from, ByteString sent) {
    MemoryTransport.Pair ends = MemoryTransport.pair();
    var proxy = new IOStream(loop, ends.left(), IOStreamOptions.DEFAULT);
    await(proxy.write(sent));
    AcceptCallback callback =
        settings.before((connection, address) -> passed.add(new Passed(connection, address)));
    loop.addCallback(() -> callback.onAccept(ends.right(), from));
    turns();
    return proxy;
  }

  private static void turns() {
    for (int i = 0; i < 3; i++) {
      await(Async.sleep(Duration.ZERO));
    }
  }

  private IOStream stream() {
    return new IOStream(loop, passed.getFirst().connection(), IOStreamOptions.DEFAULT);
  }

  @Test
  void passesTheConnectionOnWithTheClientsAddress() {
    run(() -> {
      connect(PROXY, HEADER);

      assertThat(passed).hasSize(1);
      assertThat(passed.getFirst().address()).isEqualTo(CLIENT);
      IOStream stream = stream();
      assertThat(stream.remoteAddress()).isEqualTo(CLIENT);
      assertThat(stream.localAddress()).isEqualTo(address("198.51.100.7", 443));
    });
  }

  @Test
  void leavesWhatFollowsToTheStream() {
    run(() -> {
      IOStream proxy = connect(PROXY, ByteString.encodeUtf8(HEADER.utf8() + "hello\n"));

      IOStream stream = stream();
      stream.write("welcome\n");

      assertThat(await(stream.readUntil("\n")).utf8()).isEqualTo("hello\n");
      assertThat(await(proxy.readUntil("\n")).utf8()).isEqualTo("welcome\n");
    });
  }

  @Test
  void headerMayComeByteByByte() {
    run(() -> {
      IOStream proxy = connect(PROXY, ByteString.EMPTY);

      for (int i = 0; i < HEADER.size(); i++) {
        assertThat(passed).isEmpty();
        await(proxy.write(HEADER.substring(i, i + 1)));
        turns();
      }

      assertThat(passed).hasSize(1);
    });
  }

  @Test
  void proxysOwnConnectionKeepsItsAddress() {
    run(() -> {
      connect(PROXY, ProxyHeaders.v2(0x20, 0x00));

      assertThat(passed.getFirst().address()).isEqualTo(PROXY);
    });
  }

  @Test
  void connectionFromElsewhereIsClosedUnread() {
    run(() -> {
      try (LogRecorder log = LogRecorder.of("tornado.general")) {
        IOStream client = connect(address("172.16.0.1", 5), HEADER);

        // That it is unread shows: only then is closing a reset.
        assertThatThrownBy(() -> await(client.readBytes(1))).isInstanceOf(StreamClosedError.class);
        assertThat(client.error()).hasMessage("Connection reset by peer");
        assertThat(log.lines())
            .containsExactly("WARN connection from /172.16.0.1:5 refused: it is no trusted proxy");
        assertThat(passed).isEmpty();
      }
    });
  }

  @Test
  void connectionWithoutAHeaderIsClosed() {
    run(() -> {
      try (LogRecorder log = LogRecorder.of("tornado.general")) {
        IOStream proxy = connect(PROXY, ByteString.encodeUtf8("GET / HTTP"));

        assertThat(await(proxy.readUntilClose())).isEqualTo(ByteString.EMPTY);
        assertThat(log.lines()).containsExactly(REFUSED + "no header");
        assertThat(passed).isEmpty();
      }
    });
  }

  @Test
  void lateHeaderEndsTheConnection() {
    run(() -> {
      try (LogRecorder log = LogRecorder.of("tornado.general")) {
        IOStream proxy = connect(PROXY, HEADER.substring(0, 12));

        advance(Duration.ofMillis(4999));
        turns();
        assertThat(log.lines()).isEmpty();
        advance(Duration.ofMillis(1));

        assertThat(await(proxy.readUntilClose())).isEqualTo(ByteString.EMPTY);
        assertThat(log.lines()).containsExactly(REFUSED + "header took over 5000 ms");
        assertThat(passed).isEmpty();
      }
    });
  }

  @Test
  void headerThatIsCutOffEndsTheConnection() {
    run(() -> {
      try (LogRecorder log = LogRecorder.of("tornado.general")) {
        IOStream proxy = connect(PROXY, HEADER.substring(0, 20));

        proxy.shutdownOutput();

        assertThat(await(proxy.readUntilClose())).isEqualTo(ByteString.EMPTY);
        assertThat(log.lines()).containsExactly(REFUSED + "header is cut off after 20 bytes");
      }
    });
  }

  /// That is how some look whether a server is alive.
  @Test
  void connectionThatSaysNothingIsNoFault() {
    run(() -> {
      try (LogRecorder log = LogRecorder.of("tornado.general")) {
        connect(PROXY, ByteString.EMPTY).close();
        turns();

        assertThat(log.lines())
            .containsExactly("INFO connection from /10.0.0.1:4711 ended before its PROXY header");
      }
    });
  }

  @Test
  void clientMayEndItsOutputWithTheHeader() {
    run(() -> {
      IOStream proxy = connect(PROXY, HEADER);

      proxy.shutdownOutput();

      assertThat(await(stream().readUntilClose())).isEqualTo(ByteString.EMPTY);
    });
  }

  @Test
  void callbackThatFailsClosesTheConnection() {
    run(() -> {
      MemoryTransport.Pair ends = MemoryTransport.pair();
      var proxy = new IOStream(loop, ends.left(), IOStreamOptions.DEFAULT);
      await(proxy.write(HEADER));
      AcceptCallback callback =
          settings.before((_, _) -> {
            throw new IllegalStateException("bug");
          });
      try (LogRecorder log = LogRecorder.of("tornado.application")) {
        loop.addCallback(() -> callback.onAccept(ends.right(), PROXY));

        assertThat(await(proxy.readUntilClose())).isEqualTo(ByteString.EMPTY);
        assertThat(log.lines()).containsExactly("ERROR Error in connection callback");
      }
    });
  }
}
