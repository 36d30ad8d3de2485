// SPDX-License-Identifier: Apache-2.0
package tornado.tcpclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tornado.ioloop.Async.await;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tornado.fixture.Certificates;
import tornado.fixture.LeakFixture;
import tornado.iostream.IOStream;
import tornado.iostream.SSLIOStream;
import tornado.netutil.ListeningSocket;
import tornado.netutil.Netutil;

/// Connections to Unix-domain sockets.
final class UnixConnectTest extends LeakFixture {
  @TempDir private Path folder;
  private Path socket = Path.of("");

  @BeforeEach
  void name() {
    socket = folder.resolve("socket");
  }

  private void withServer(EchoServer server, Body body) {
    try (ListeningSocket listening = Netutil.bindUnixSocket(socket)) {
      run(() -> {
        server.addSocket(listening);
        body.run();
        server.stop();
      });
    }
  }

  private CompletableFuture<IOStream> connect(ConnectOptions options) {
    return new TCPClient().connectUnix(socket, "localhost", options);
  }

  @Test
  void connects() {
    withServer(
        new EchoServer(),
        () -> {
          IOStream stream = await(connect(ConnectOptions.DEFAULT));

          await(stream.write("hello\n"));
          assertThat(await(stream.readUntil("\n")).utf8()).isEqualTo("hello\n");
          stream.close();
        });
  }

  @Test
  void shakesHands() {
    var certificates = Certificates.inTemporaryFolder();
    var options = ConnectOptions.builder().ssl(certificates.client().build()).build();

    withServer(
        new EchoServer(certificates.server().build()),
        () -> {
          IOStream stream = await(connect(options));

          assertThat(stream).isInstanceOf(SSLIOStream.class);
          await(stream.write("hello\n"));
          assertThat(await(stream.readUntil("\n")).utf8()).isEqualTo("hello\n");
          stream.close();
        });
  }

  @Test
  void socketThatIsNotThere() {
    assertNothingStays(() ->
        assertThatThrownBy(() -> await(connect(ConnectOptions.DEFAULT)))
            .isInstanceOf(ConnectFailedException.class)
            .hasMessage(socket + ": No such file or directory"));
  }

  @Test
  void socketThatNobodyListensOn() {
    Netutil.bindUnixSocket(socket).close();

    assertNothingStays(() ->
        assertThatThrownBy(() -> await(connect(ConnectOptions.DEFAULT)))
            .isInstanceOf(ConnectFailedException.class)
            .hasMessageContaining("refused"));
  }

  @Test
  void pathThatIsTooLong() {
    socket = folder.resolve("a".repeat(200));

    assertNothingStays(() ->
        assertThatThrownBy(() -> await(connect(ConnectOptions.DEFAULT)))
            .isInstanceOf(ConnectFailedException.class)
            .hasMessageContaining("too long"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void cancelledAfterSomeTurns(int turns) {
    try (ListeningSocket _ = Netutil.bindUnixSocket(socket)) {
      assertNothingStays(() -> {
        CompletableFuture<IOStream> connecting = connect(ConnectOptions.DEFAULT);
        for (int i = 0; i < turns; i++) {
          turn();
        }
        if (!connecting.cancel(true)) {
          await(connecting).close();
        }
      });
    }
  }
}
