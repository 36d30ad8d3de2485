// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import static org.assertj.core.api.Assertions.assertThat;
import static tornado.ioloop.Async.await;

import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import tornado.fixture.LogRecorder;
import tornado.netutil.SSLOptions;

/// Handshakes that take too long, and engines whose tasks do.
final class SSLTimeoutTest extends SSLFixture {
  @Test
  void handshakeTimeoutClosesWithAClearError() {
    run(() -> {
      RecordingServer server = listen(CERTIFICATES.server());
      try (SocketChannel silent = SocketChannel.open(addressOf(server));
          LogRecorder log = LogRecorder.of("tornado.general")) {
        SSLIOStream far = server.accept();
        String address = String.valueOf(silent.getLocalAddress());

        advance(Duration.ofSeconds(60));

        assertThat(failure(far.waitForHandshake()))
            .isInstanceOf(SSLHandshakeException.class)
            .hasMessage("handshake took more than 60000 ms");
        assertThat(far.closed()).isTrue();
        assertThat(log.lines())
            .containsExactly(
                "WARN SSL Error on " + address + ": handshake took more than 60000 ms");
      }
    });
  }

  /// The engine holds a lock while its task runs, which here asks whom to trust, and for which the loop must not wait.
  @Test
  void closingDoesNotWaitForATaskOfTheEngine() {
    run(() -> {
      var trust = new SlowTrust();
      SSLOptions options = SSLOptions.client().context(trust.context()).build();
      RecordingServer server = listen(CERTIFICATES.server());
      SSLIOStream client = client(server, options, "localhost");
      CompletableFuture<IOStream> connecting = client.connect(addressOf(server));
      await(trust.asked());

      client.close();

      assertThat(failure(connecting)).isInstanceOf(StreamClosedError.class);
      trust.answer();
    });
  }

  @Test
  void timeoutDoesNotWaitForATaskOfTheEngine() {
    run(() -> {
      var trust = new SlowTrust();
      SSLOptions options = SSLOptions.client().context(trust.context()).build();
      RecordingServer server = listen(CERTIFICATES.server());
      try (LogRecorder log = LogRecorder.of("tornado.general")) {
        CompletableFuture<IOStream> connecting = dial(server, options, "localhost");
        SSLIOStream far = server.accept();
        await(trust.asked());

        advance(Duration.ofMinutes(1));

        assertThat(failure(connecting)).hasMessageContaining("took more than 60000 ms");
        assertThat(failure(far.waitForHandshake())).hasMessageContaining("took more than");
        assertThat(log.lines()).hasSize(2);
        trust.answer();
      }
    });
  }
}
