// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import static org.assertj.core.api.Assertions.assertThat;
import static tornado.ioloop.Async.await;

import java.io.EOFException;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLException;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import tornado.fixture.LogRecorder;
import tornado.tcpserver.TCPServer;

/// Peers that don't speak TLS, or speak it badly.
final class SSLGarbageTest extends SSLFixture {
  /// Sends bytes to a server with TLS, which has to close the connection.
  ///
  /// @return what the server logs, without the address
  private List<String> logAfter(ByteString garbage, Class<? extends Throwable> failure)
      throws Exception {
    RecordingServer server = listen(CERTIFICATES.server());
    try (LogRecorder log = LogRecorder.of("tornado.general")) {
      IOStream peer = IOStream.of(SocketChannel.open());
      await(peer.connect(addressOf(server)));
      SocketAddress address = peer.localAddress();
      SSLIOStream far = server.accept();

      peer.write(garbage);
      peer.shutdownOutput();

      assertThat(failure(far.waitForHandshake())).isInstanceOf(failure);
      closing(peer);
      return log.lines().stream()
          .map(line -> line.replace("SSL Error on " + address + ": ", ""))
          .toList();
    }
  }

  /// Reads until the other side has closed, in whichever way.
  private static void closing(IOStream peer) {
    await(peer.readUntilClose().handle((_, _) -> true));
  }

  private static ByteString latin1(String text) {
    return ByteString.encodeString(text, java.nio.charset.StandardCharsets.ISO_8859_1);
  }

  @Test
  void plainHTTPIsOneLineThatSaysSo() {
    run(() -> {
      ByteString request = bytes("GET /account?token=secret HTTP/1.1\r\nHost: localhost\r\n\r\n");

      List<String> lines = logAfter(request, SSLException.class);

      assertThat(lines).containsExactly("WARN expected TLS but was plain HTTP: 'GET /account...'");
    });
  }

  @Test
  void otherTextIsQuotedEscapedAndCut() {
    run(() -> {
      List<String> text = logAfter(bytes("EHLO x\r\n"), SSLException.class);
      List<String> control = logAfter(latin1("a\0\u001b\u007fz"), SSLException.class);
      List<String> endless = logAfter(bytes("x".repeat(1000)), SSLException.class);

      assertThat(text).containsExactly("WARN expected TLS but was 'EHLO x'");
      assertThat(control).containsExactly("WARN expected TLS but was 'a\\x00\\x1b\\x7fz'");
      assertThat(endless).containsExactly("WARN expected TLS but was '" + "x".repeat(64) + "...'");
    });
  }

  @Test
  void handshakeRecordOfGarbageIsRefused() {
    run(() -> {
      ByteString garbage = ByteString.decodeHex("1603030008ffffffffffffffff");

      List<String> lines = logAfter(garbage, SSLException.class);

      assertThat(lines).singleElement().asString().startsWith("WARN ");
    });
  }

  @Test
  void oversizedRecordIsRefused() {
    run(() -> {
      ByteString header = ByteString.decodeHex("160303ffff");

      List<String> lines = logAfter(header, SSLException.class);

      assertThat(lines).singleElement().asString().contains("too big");
    });
  }

  @Test
  void alertInsteadOfAHelloIsPassedOn() {
    run(() -> {
      ByteString alert = ByteString.decodeHex("15030300020228");

      List<String> lines = logAfter(alert, SSLException.class);

      assertThat(lines).singleElement().asString().contains("handshake_failure");
    });
  }

  @Test
  void peerThatLeavesIsNoNews() {
    run(() -> {
      assertThat(logAfter(ByteString.EMPTY, EOFException.class)).isEmpty();
      assertThat(logAfter(ByteString.decodeHex("16"), EOFException.class)).isEmpty();
      assertThat(logAfter(ByteString.decodeHex("1603010200010001fc"), EOFException.class))
          .isEmpty();
    });
  }

  @Test
  void clientSaysWhatAPlainServerSaid() {
    run(() -> {
      var plain =
          new TCPServer() {
            @Override
            protected void handleStream(IOStream stream, SocketAddress address) {
              await(stream.write("HTTP/1.1 400 Bad Request\r\n\r\n"));
            }
          };
      plain.listen(0, "127.0.0.1");
      try (LogRecorder log = LogRecorder.of("tornado.general")) {
        CompletableFuture<IOStream> connecting =
            dial(plain, CERTIFICATES.client().build(), "localhost");

        assertThat(failure(connecting))
            .isInstanceOf(SSLException.class)
            .hasMessage("expected TLS but was plain HTTP: 'HTTP/1.1 400 Bad Request'");
        assertThat(log.lines()).hasSize(1);
      }
    });
  }
}
