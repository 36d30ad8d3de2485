// SPDX-License-Identifier: Apache-2.0
package tornado.tcpclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tornado.ioloop.Async.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import org.junit.jupiter.api.Test;
import tornado.fixture.Certificates;
import tornado.fixture.LoopFixture;
import tornado.iostream.IOStream;
import tornado.iostream.SSLIOStream;
import tornado.netutil.SSLOptions;
import tornado.netutil.UnresolvedHostException;
import tornado.tcpserver.TCPServer;
import tornado.tcpserver.TCPServerOptions;

/// Carried over from Tornado's `tcpclient_test.TCPClientTest`.
class TCPClientTest extends LoopFixture {
  private static final class EchoServer extends TCPServer {
    EchoServer(SSLOptions ssl) {
      super(TCPServerOptions.builder().ssl(ssl).build());
    }

    EchoServer() {}

    @Override
    protected void handleStream(IOStream stream, SocketAddress address) {
      while (true) {
        await(stream.write(await(stream.readUntil("\n"))));
      }
    }
  }

  @Test
  void connectsByName() {
    run(() -> {
      var server = new EchoServer();
      server.listen(0, "localhost");

      IOStream stream = await(new TCPClient().connect("localhost", server.port()));

      await(stream.write("hello\n"));
      assertThat(await(stream.readUntil("\n")).utf8()).isEqualTo("hello\n");
      stream.close();
      server.stop();
    });
  }

  @Test
  void connectsWithTLS() {
    var certificates = Certificates.inTemporaryFolder();
    run(() -> {
      var server = new EchoServer(certificates.server().build());
      server.listen(0, "localhost");
      var options = ConnectOptions.builder().ssl(certificates.client().build()).build();

      IOStream stream = await(new TCPClient().connect("localhost", server.port(), options));

      assertThat(stream).isInstanceOf(SSLIOStream.class);
      await(stream.write("hello\n"));
      assertThat(await(stream.readUntil("\n")).utf8()).isEqualTo("hello\n");
      stream.close();
      server.stop();
    });
  }

  @Test
  void refusedConnectFailsAndListsEachAddress() throws Exception {
    int port;
    try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }

    run(() ->
        assertThatThrownBy(() -> await(new TCPClient().connect("127.0.0.1", port)))
            .isInstanceOf(ConnectFailedException.class)
            .hasMessage("127.0.0.1:" + port + ": Connection refused"));
  }

  @Test
  void unknownHostFails() {
    run(() ->
        assertThatThrownBy(() -> await(new TCPClient().connect("an.invalid", 80)))
            .isInstanceOf(UnresolvedHostException.class)
            .hasMessage("host can't be resolved: an.invalid"));
  }
}
