// SPDX-License-Identifier: Apache-2.0
package tornado.tcpclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tornado.ioloop.Async.await;

import java.net.SocketAddress;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tornado.fixture.Certificates;
import tornado.fixture.LogRecorder;
import tornado.fixture.LoopFixture;
import tornado.iostream.IOStream;
import tornado.iostream.SSLIOStream;
import tornado.netutil.SSLOptions;
import tornado.tcpserver.TCPServer;

/// Connections with TLS.
class TCPClientTLSTest extends LoopFixture {
  /// Says hello in the clear.
  private static final class Greeter extends TCPServer {
    @Override
    protected void handleStream(IOStream stream, SocketAddress address) {
      await(stream.write("220 hello\r\n"));
    }
  }

  private static Certificates certificates;

  @BeforeAll
  static void makeCertificates() {
    certificates = Certificates.inTemporaryFolder();
  }

  private static ConnectOptions with(SSLOptions ssl) {
    return ConnectOptions.builder().ssl(ssl).build();
  }

  /// Connects to a server whose certificate is for `localhost`, and expects that it is refused.
  private void assertRefused(String host, SSLOptions ssl) {
    assertHandshakeFails(new EchoServer(certificates.server().build()), host, ssl);
  }

  /// The warning may come after the failure, but before the loop rests.
  private void assertHandshakeFails(TCPServer server, String host, SSLOptions ssl) {
    try (LogRecorder log = LogRecorder.of("tornado.general")) {
      run(() -> {
        server.listen(0, "127.0.0.1");

        assertThatThrownBy(() -> await(new TCPClient().connect(host, server.port(), with(ssl))))
            .isInstanceOf(CompletionException.class)
            .hasCauseInstanceOf(SSLException.class);

        server.stop();
      });
      assertThat(log.lines())
          .filteredOn(line -> !line.startsWith("INFO"))
          .isNotEmpty()
          .allMatch(line -> line.startsWith("WARN SSL Error"));
    }
  }

  @Test
  void connectsWithTLS() {
    run(() -> {
      var server = new EchoServer(certificates.server().build());
      server.listen(0, "localhost");
      var options = with(certificates.client().build());

      IOStream stream = await(new TCPClient().connect("localhost", server.port(), options));

      assertThat(stream).isInstanceOf(SSLIOStream.class);
      await(stream.write("hello\n"));
      assertThat(await(stream.readUntil("\n")).utf8()).isEqualTo("hello\n");
      stream.close();
      server.stop();
    });
  }

  @Test
  void aCertificateForAnotherHostIsRefused() {
    assertRefused("127.0.0.1", certificates.client().build());
  }

  @Test
  void aCertificateOfAnUnknownAuthorityIsRefused() {
    assertRefused("localhost", SSLOptions.client().build());
  }

  @Test
  void aServerThatDoesNotSpeakTLSIsRefused() {
    assertHandshakeFails(new Greeter(), "localhost", certificates.client().build());
  }

  @Test
  void optionsOfAServerAreRefused() {
    var builder = ConnectOptions.builder();
    SSLOptions ssl = certificates.server().build();

    assertThatThrownBy(() -> builder.ssl(ssl))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("ssl is for servers: use SSLOptions.client()");
  }
}
