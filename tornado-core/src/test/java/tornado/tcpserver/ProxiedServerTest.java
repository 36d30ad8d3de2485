// SPDX-License-Identifier: Apache-2.0
package tornado.tcpserver;

import static org.assertj.core.api.Assertions.assertThat;
import static tornado.ioloop.Async.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tornado.fixture.Certificates;
import tornado.fixture.LogRecorder;
import tornado.fixture.ProxyHeaders;
import tornado.ioloop.IOLoop;
import tornado.iostream.IOStream;
import tornado.iostream.StreamClosedError;
import tornado.netutil.Netutil;
import tornado.netutil.ProxyProtocol;

/// A server behind a proxy that says who its clients are.
final class ProxiedServerTest {
  private static final ByteString HEADER =
      ProxyHeaders.v1("PROXY TCP4 192.0.2.1 198.51.100.7 56324 443");
  private static final String CLIENT = "/192.0.2.1:56324";

  /// Says to each client who it is.
  private static final class WhoServer extends TCPServer {
    WhoServer(TCPServerOptions options) {
      super(options);
    }

    @Override
    protected void handleStream(IOStream stream, SocketAddress address) {
      assertThat(stream.remoteAddress()).isEqualTo(address);
      while (true) {
        await(stream.readUntil("?"));
        await(stream.write(address + "\n"));
      }
    }
  }

  private interface Body {
    void run() throws Exception;
  }

  private final IOLoop loop = new IOLoop();

  @AfterEach
  void closeLoop() {
    loop.closeAll();
  }

  private void run(Body body) {
    loop.runSync(
        () -> {
          body.run();
          return true;
        },
        Duration.ofSeconds(20));
  }

  private static TCPServer listening(TCPServerOptions.Builder options, ProxyProtocol proxy) {
    var server = new WhoServer(options.proxyProtocol(proxy).build());
    server.listen(0, "127.0.0.1");
    return server;
  }

  private static TCPServer listening() {
    return listening(
        TCPServerOptions.builder(), ProxyProtocol.builder().trust("127.0.0.0/8").build());
  }

  private static IOStream connect(TCPServer server) throws IOException {
    IOStream stream = IOStream.of(SocketChannel.open());
    return await(
        stream.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port())));
  }

  private static String ask(IOStream client) {
    client.write("who?");
    return await(client.readUntil("\n")).utf8().strip();
  }

  static ByteString[] headers() {
    return new ByteString[] {
      HEADER, ProxyHeaders.v2(0x21, 0x11, ProxyHeaders.TCP4), ProxyHeaders.checked()
    };
  }

  @ParameterizedTest
  @MethodSource("headers")
  void clientIsWhomTheHeaderNames(ByteString header) {
    run(() -> {
      TCPServer server = listening();
      IOStream client = connect(server);

      client.write(header);

      assertThat(ask(client)).isEqualTo(CLIENT);
      assertThat(ask(client)).isEqualTo(CLIENT);
      server.stop();
    });
  }

  @Test
  void clientOverIPv6() {
    run(() -> {
      TCPServer server = listening();
      IOStream client = connect(server);

      client.write(ProxyHeaders.v2(0x21, 0x21, ProxyHeaders.TCP6));

      assertThat(ask(client)).isEqualTo("/[2001:db8:0:0:0:0:0:1]:56324");
      server.stop();
    });
  }

  @Test
  void checkOfOurHealthIsTheProxys() {
    run(() -> {
      TCPServer server = listening();
      IOStream client = connect(server);

      client.write(ProxyHeaders.v2(0x20, 0x00));

      assertThat(ask(client)).isEqualTo(String.valueOf(client.localAddress()));
      server.stop();
    });
  }

  @Test
  void headerComesBeforeTLS() {
    var certificates = Certificates.inTemporaryFolder();
    run(() -> {
      TCPServer server =
          listening(
              TCPServerOptions.builder().ssl(certificates.server().build()),
              ProxyProtocol.builder().trust("127.0.0.1").build());
      IOStream plain = connect(server);
      await(plain.write(HEADER));

      IOStream client = await(plain.startTls(certificates.client().build(), "localhost"));

      assertThat(ask(client)).isEqualTo(CLIENT);
      client.close();
      server.stop();
    });
  }

  @Test
  void proxyMayComeByAUnixSocket(@TempDir Path folder) {
    run(() -> {
      ProxyProtocol proxy = ProxyProtocol.builder().trustUnixSockets().build();
      var server = new WhoServer(TCPServerOptions.builder().proxyProtocol(proxy).build());
      server.addSocket(Netutil.bindUnixSocket(folder.resolve("socket")));
      IOStream client = IOStream.of(SocketChannel.open(StandardProtocolFamily.UNIX));
      await(client.connect(UnixDomainSocketAddress.of(folder.resolve("socket"))));

      client.write(HEADER);

      assertThat(ask(client)).isEqualTo(CLIENT);
      server.stop();
    });
  }

  @Test
  void serverGoesOnAfterABadHeader() {
    run(() -> {
      TCPServer server = listening();
      try (LogRecorder log = LogRecorder.of("tornado.general")) {
        IOStream bad = connect(server);
        SocketAddress address = bad.localAddress();
        bad.write("PROXY TCP4 nonsense\r\n");
        assertThat(await(bad.readUntilClose())).isEqualTo(ByteString.EMPTY);

        IOStream good = connect(server);
        good.write(HEADER);

        assertThat(ask(good)).isEqualTo(CLIENT);
        assertThat(log.lines())
            .containsExactly(
                "WARN PROXY header from %s refused: expected 6 fields but was 3"
                    .formatted(address));
      }
      server.stop();
    });
  }

  @Test
  void sourceThatIsNotTrustedIsClosed() {
    run(() -> {
      TCPServer server =
          listening(
              TCPServerOptions.builder(), ProxyProtocol.builder().trust("10.0.0.0/8").build());
      try (LogRecorder log = LogRecorder.of("tornado.general")) {
        IOStream client = connect(server);

        try {
          assertThat(await(client.readUntilClose())).isEqualTo(ByteString.EMPTY);
        } catch (StreamClosedError ignored) {
          // A reset is an end too.
        }

        assertThat(log.lines()).singleElement().asString().contains("it is no trusted proxy");
      }
      server.stop();
    });
  }

  @Test
  void headerMeansNothingUnlessAskedFor() {
    run(() -> {
      var server = new WhoServer(TCPServerOptions.DEFAULT);
      server.listen(0, "127.0.0.1");
      IOStream client = connect(server);

      client.write(HEADER);

      assertThat(ask(client)).isEqualTo(String.valueOf(client.localAddress()));
      server.stop();
    });
  }
}
