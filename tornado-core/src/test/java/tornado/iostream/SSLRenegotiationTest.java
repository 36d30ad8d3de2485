// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import static org.assertj.core.api.Assertions.assertThat;
import static tornado.ioloop.Async.await;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLProtocolException;
import javax.net.ssl.SSLSocket;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import tornado.fixture.LogRecorder;
import tornado.ioloop.Async;

/// Peers that want more handshakes than one.
final class SSLRenegotiationTest extends SSLFixture {
  private static SSLSocket shaken(RecordingServer server, String protocol) {
    return await(
        Async.runOnExecutor(() -> {
          SSLSocket socket = dialBlocking(server, CERTIFICATES.client().build(), protocol);
          socket.startHandshake();
          return socket;
        }));
  }

  /// Asks the server for another handshake: `startHandshake` means that, the second time.
  private static CompletableFuture<Boolean> askAgain(SSLSocket socket) {
    return Async.runOnExecutor(() -> {
      socket.getSession().invalidate();
      try {
        socket.startHandshake();
        return socket.getInputStream().read() >= 0;
      } catch (IOException refused) {
        return false;
      }
    });
  }

  @Test
  void refusesToRenegotiateUnderTLS12() {
    run(() -> {
      RecordingServer server = listen(CERTIFICATES.server());
      try (SSLSocket socket = shaken(server, "TLSv1.2");
          LogRecorder log = LogRecorder.of("tornado.general")) {
        SSLIOStream far = server.accept();
        CompletableFuture<ByteString> read = far.readBytes(1);
        // Who fails while it begins to read is told alone, without a log line.
        turn();

        CompletableFuture<Boolean> again = askAgain(socket);

        var closed = (StreamClosedError) failure(read);
        assertThat(closed.realError())
            .isInstanceOf(SSLProtocolException.class)
            .hasMessage("renegotiation is refused");
        assertThat(await(again)).isFalse();
        turn();
        assertThat(log.lines())
            .singleElement()
            .asString()
            .startsWith("WARN SSL Error on ")
            .endsWith(": renegotiation is refused");
      }
    });
  }

  /// Its TLS 1.3 successor is cheap, and allowed: both sides change keys and go on.
  @Test
  void keysMayBeChangedUnderTLS13() {
    run(() -> {
      RecordingServer server = listen(CERTIFICATES.server());
      try (SSLSocket socket = shaken(server, "TLSv1.3")) {
        SSLIOStream far = server.accept();
        CompletableFuture<ByteString> read = far.readBytes(100);

        CompletableFuture<Boolean> written =
            Async.runOnExecutor(() -> {
              for (int i = 0; i < 100; i++) {
                socket.startHandshake();
                socket.getOutputStream().write('k');
              }
              return socket.getInputStream().read() == 'a';
            });

        assertThat(await(read)).isEqualTo(bytes("k".repeat(100)));
        far.write("a");
        assertThat(await(written)).isTrue();
      }
    });
  }
}
