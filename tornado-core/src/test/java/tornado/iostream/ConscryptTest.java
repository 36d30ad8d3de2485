// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import static org.assertj.core.api.Assertions.assertThat;
import static tornado.ioloop.Async.await;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLException;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import tornado.fixture.LogRecorder;

/// Engines of another provider, and such against the JDK's, over TCP.
final class ConscryptTest extends SSLFixture {
  private static final ByteString LARGE = bytes("0123456789abcdef".repeat(512 << 10));

  private static void transfers(SSLPair pair) {
    CompletableFuture<ByteString> near = pair.client().readBytes(LARGE.size());
    CompletableFuture<ByteString> far = pair.server().readBytes(LARGE.size());

    pair.client().write(LARGE);
    pair.server().write(LARGE);

    assertThat(await(near)).isEqualTo(LARGE);
    assertThat(await(far)).isEqualTo(LARGE);
  }

  @Test
  void transfersMuchBothWaysAtOnce() {
    run(() ->
        transfers(
            connect(listen(Conscrypts.server(CERTIFICATES)), Conscrypts.client(CERTIFICATES))));
  }

  @Test
  void understandsTheEnginesOfTheJDK() {
    run(() -> {
      transfers(connect(listen(Conscrypts.server(CERTIFICATES)), CERTIFICATES.client()));
      transfers(connect(listen(CERTIFICATES.server()), Conscrypts.client(CERTIFICATES)));
    });
  }

  @Test
  void agreesOnAProtocol() {
    run(() -> {
      SSLPair pair =
          connect(
              listen(Conscrypts.server(CERTIFICATES).applicationProtocols("h2", "http/1.1")),
              Conscrypts.client(CERTIFICATES).applicationProtocols("http/1.1", "h2"));

      assertThat(pair.client().applicationProtocol()).contains("h2");
      assertThat(pair.server().applicationProtocol()).contains("h2");
    });
  }

  @Test
  void refusesAnotherHost() {
    run(() -> {
      RecordingServer server = listen(CERTIFICATES.make("other.test"));
      try (LogRecorder log = LogRecorder.of("tornado.general")) {

        CompletableFuture<IOStream> connecting =
            dial(server, Conscrypts.client(CERTIFICATES).build(), "localhost");

        assertThat(failure(connecting)).isInstanceOf(SSLException.class);
        assertThat(failure(server.accept().waitForHandshake())).isInstanceOf(IOException.class);
        assertThat(log.lines()).isNotEmpty().allMatch(line -> line.startsWith("WARN SSL Error"));
      }
    });
  }

  @Test
  void plainHTTPIsSaidToBe() {
    run(() -> {
      RecordingServer server = listen(Conscrypts.server(CERTIFICATES));
      try (LogRecorder log = LogRecorder.of("tornado.general")) {
        IOStream peer = IOStream.of(java.nio.channels.SocketChannel.open());
        await(peer.connect(addressOf(server)));

        peer.write("GET / HTTP/1.1\r\n\r\n");

        assertThat(failure(server.accept().waitForHandshake()))
            .hasMessage("expected TLS but was plain HTTP: 'GET / HTTP/1.1'");
        assertThat(log.lines()).hasSize(1);
      }
    });
  }

  @Test
  void closeIsNotified() {
    run(() -> {
      SSLPair pair =
          connect(listen(Conscrypts.server(CERTIFICATES)), Conscrypts.client(CERTIFICATES));
      pair.server().write("last words");
      pair.server().close();

      assertThat(await(pair.client().readUntilClose())).isEqualTo(bytes("last words"));
      assertThat(pair.client().error()).isNull();
    });
  }
}
